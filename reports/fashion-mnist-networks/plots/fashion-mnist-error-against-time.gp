# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-error-against-time.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'fashion-mnist-error-against-time.svg'
pointScale = 0.8
set title 'fashion-mnist: test error and time to fit, with 95 % intervals'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel 'time to fit, s (extract + train)'
set xtics ('1,000' 1000.0)
set ylabel 'test error (%)'
set ytics ('5' 5.0, '6' 6.0)
set xrange [907.5546923791999:1418.0542068424998]
set yrange [4.6429272653315685:7.192783629887021]
set key tmargin center horizontal Left reverse
plot 'fashion-mnist-error-against-time.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'speed-run'
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-error-against-time.png'
pointScale = 1.5
replot
set output
