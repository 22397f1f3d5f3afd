# Drawn by 'hindsight report'; 'gnuplot cifar-10-error-against-time.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'cifar-10-error-against-time.svg'
pointScale = 0.8
set title 'cifar-10: test error and time to fit, with 95 % intervals'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel 'time to fit, s (extract + train)'
set xtics ('3,000' 3000.0, '4,000' 4000.0)
set ylabel 'test error (%)'
set ytics ('15' 15.0, '20' 20.0)
set xrange [2068.8133885824:4527.30873139]
set yrange [10.420405416557697:23.41309945620983]
set key tmargin center horizontal Left reverse
plot 'cifar-10-error-against-time.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'cifar-10-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'cuda-convnet', \
    'cifar-10-error-against-time.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'cuda-convnet-distorted'
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'cifar-10-error-against-time.png'
pointScale = 1.5
replot
set output
