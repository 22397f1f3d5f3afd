# Drawn by 'hindsight report'; 'gnuplot cifar-10-shift.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,750 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'cifar-10-shift.svg'
pointScale = 0.8
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set title 'cifar-10: test error under shift, with 95 % intervals'
set xlabel 'shift (pixels)'
set ylabel 'test error (%)'
set xrange [-0.08:4.08]
set yrange [0:*]
set key top left
plot 'cifar-10-shift.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'cifar-10-shift.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'hog-svm', \
    'cifar-10-shift.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'cifar-10-shift.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'raw-svm', \
    'cifar-10-shift.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'cifar-10-shift.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title 'sift-fisher', \
    'cifar-10-shift.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'cifar-10-shift.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title 'lenet5', \
    'cifar-10-shift.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'cifar-10-shift.dat' index 4 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title 'lenet5-distorted'
set terminal pngcairo size 1200,750 background rgb 'white' font 'Sans,19' noenhanced
set output 'cifar-10-shift.png'
pointScale = 1.5
replot
set output
