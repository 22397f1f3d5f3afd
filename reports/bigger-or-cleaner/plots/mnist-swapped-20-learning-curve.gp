# Drawn by 'hindsight report'; 'gnuplot mnist-swapped-20-learning-curve.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'mnist-swapped-20-learning-curve.svg'
pointScale = 0.8
set title 'mnist-swapped-20: test error and training images, with 95 % intervals'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel 'training images'
set xtics ('300' 300, '1,000' 1000, '3,000' 3000, '10,000' 10000)
set ylabel 'test error (%)'
set ytics ('5' 5.0, '10' 10.0, '20' 20.0)
set xrange [234.14634146341464:12812.5]
set yrange [2.3636640407071257:33.69920557994241]
set key tmargin center horizontal Left reverse
plot 'mnist-swapped-20-learning-curve.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'mnist-swapped-20-learning-curve.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'hog-rbf', \
    'mnist-swapped-20-learning-curve.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'mnist-swapped-20-learning-curve.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'hog-svm', \
    'mnist-swapped-20-learning-curve.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'mnist-swapped-20-learning-curve.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title 'lenet5'
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'mnist-swapped-20-learning-curve.png'
pointScale = 1.5
replot
set output
