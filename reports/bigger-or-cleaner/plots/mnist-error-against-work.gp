# Drawn by 'hindsight report'; 'gnuplot mnist-error-against-work.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'mnist-error-against-work.svg'
pointScale = 0.8
set title 'mnist: test error and work to fit, with 95 % intervals'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel 'work to fit, GFLOP (extract + train)'
set xtics ('1' 1.0, '10' 10.0, '100' 100.0)
set ylabel 'test error (%)'
set ytics ('1' 1.0, '2' 2.0, '5' 5.0, '10' 10.0)
set xrange [0.104630272:285.7350912]
set yrange [0.8650195552871769:11.672671860742332]
set key tmargin center horizontal Left reverse
plot 'mnist-error-against-work.dat' index 3 using 1:2 with steps lc rgb '#B8B8B8' lw 9 title 'Pareto front', \
    'mnist-error-against-work.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'hog-rbf', \
    'mnist-error-against-work.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'hog-svm', \
    'mnist-error-against-work.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title 'lenet5'
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'mnist-error-against-work.png'
pointScale = 1.5
replot
set output
