# Drawn by 'hindsight report'; 'gnuplot mnist-learning-curve.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'mnist-learning-curve.svg'
pointScale = 0.8
set title 'mnist: test error and training images, with 95 % intervals'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel 'training images'
set xtics ('1,000' 1000, '10,000' 10000, '60,000' 60000)
set ylabel 'test error (%)'
set ytics ('0.5' 0.5, '1' 1.0, '2' 2.0, '5' 5.0, '10' 10.0)
set xrange [752.1081997093843:79775.75570002306]
set yrange [0.40531820123565854:16.443764362988667]
set key tmargin center horizontal Left reverse
plot 'mnist-learning-curve.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'mnist-learning-curve.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'hog-rbf', \
    'mnist-learning-curve.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'mnist-learning-curve.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'hog-svm', \
    'mnist-learning-curve.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'mnist-learning-curve.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title 'raw-svm', \
    'mnist-learning-curve.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'mnist-learning-curve.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title 'lenet5-200GFLOP', \
    'mnist-learning-curve.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'mnist-learning-curve.dat' index 4 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title 'lenet5-20GFLOP', \
    'mnist-learning-curve.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'mnist-learning-curve.dat' index 5 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 title 'lenet5-2TFLOP'
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'mnist-learning-curve.png'
pointScale = 1.5
replot
set output
