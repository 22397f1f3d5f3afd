# Drawn by 'hindsight report'; 'gnuplot mnist-wrong-labels-symmetric.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,750 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'mnist-wrong-labels-symmetric.svg'
pointScale = 0.8
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set title 'mnist: test error with 10,000 training images, with 95 % intervals'
set xlabel 'share of wrong labels (symmetric), %'
set ylabel 'test error (%)'
set xrange [-1.0:51.0]
set yrange [0:*]
set key top left
plot 'mnist-wrong-labels-symmetric.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'mnist-wrong-labels-symmetric.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'hog-rbf', \
    'mnist-wrong-labels-symmetric.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'mnist-wrong-labels-symmetric.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'hog-svm', \
    'mnist-wrong-labels-symmetric.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'mnist-wrong-labels-symmetric.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title 'lenet5'
set terminal pngcairo size 1200,750 background rgb 'white' font 'Sans,19' noenhanced
set output 'mnist-wrong-labels-symmetric.png'
pointScale = 1.5
replot
set output
