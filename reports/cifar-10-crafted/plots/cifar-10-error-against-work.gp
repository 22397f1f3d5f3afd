# Drawn by 'hindsight report'; 'gnuplot cifar-10-error-against-work.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'cifar-10-error-against-work.svg'
pointScale = 0.8
set title 'cifar-10: test error and work to fit, with 95 % intervals'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel 'work to fit, GFLOP (extract + train)'
set xtics ('1,000' 1000.0, '2,000' 2000.0, '5,000' 5000.0, '10,000' 10000.0)
set ylabel 'test error (%)'
set ytics ('20' 20.0, '30' 30.0, '40' 40.0, '50' 50.0)
set xrange [607.727184896:19041.738744]
set yrange [19.60947616830184:53.11519771077602]
set key tmargin center horizontal Left reverse
plot 'cifar-10-error-against-work.dat' index 3 using 1:2 with steps lc rgb '#B8B8B8' lw 9 title 'Pareto front', \
    'cifar-10-error-against-work.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'cifar-10-error-against-work.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'bovw-chi2', \
    'cifar-10-error-against-work.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'cifar-10-error-against-work.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'fisher', \
    'cifar-10-error-against-work.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'cifar-10-error-against-work.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title 'patches'
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'cifar-10-error-against-work.png'
pointScale = 1.5
replot
set output
