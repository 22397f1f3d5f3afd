# Drawn by 'hindsight report'; 'gnuplot split-1-error-against-time.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'split-1-error-against-time.svg'
pointScale = 0.8
set title 'split-1: test error and time to fit, with 95 % intervals'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel 'time to fit, s (extract + train)'
set xtics ('500' 500.0, '600' 600.0)
set ylabel 'test error (%)'
set ytics ('20' 20.0)
set xrange [438.2097549088:684.702742045]
set yrange [17.937481463976663:29.925902626819408]
set key tmargin center horizontal Left reverse
plot 'split-1-error-against-time.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'split-1-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'fisher'
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'split-1-error-against-time.png'
pointScale = 1.5
replot
set output
