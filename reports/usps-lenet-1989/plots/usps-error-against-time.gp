# Drawn by 'hindsight report'; 'gnuplot usps-error-against-time.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'usps-error-against-time.svg'
pointScale = 0.8
set title 'usps: test error and time to fit, with 95 % intervals'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel 'time to fit, s (extract + train)'
set xtics ('6' 6.0, '8' 8.0, '10' 10.0, '15' 15.0, '20' 20.0, '30' 30.0, '40' 40.0, '50' 50.0, '60' 60.0)
set ylabel 'test error (%)'
set ytics ('3' 3.0, '4' 4.0, '5' 5.0, '6' 6.0)
set xrange [5.211927956:71.36496240625002]
set yrange [2.2166260632168973:7.3626507769009235]
set key tmargin center horizontal Left reverse
plot 'usps-error-against-time.dat' index 5 using 1:2 with steps lc rgb '#B8B8B8' lw 9 title 'Pareto front', \
    'usps-error-against-time.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'usps-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'lenet-1989', \
    'usps-error-against-time.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'usps-error-against-time.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'lenet-1989-adamw', \
    'usps-error-against-time.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'usps-error-against-time.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title 'lenet-1989-modern', \
    'usps-error-against-time.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'usps-error-against-time.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title 'lenet-1989-shifts', \
    'usps-error-against-time.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'usps-error-against-time.dat' index 4 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title 'lenet-1989-softmax'
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'usps-error-against-time.png'
pointScale = 1.5
replot
set output
