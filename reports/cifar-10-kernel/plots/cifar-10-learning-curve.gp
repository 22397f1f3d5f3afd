# Drawn by 'hindsight report'; 'gnuplot cifar-10-learning-curve.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'cifar-10-learning-curve.svg'
pointScale = 0.8
set title 'cifar-10: test error and training images, with 95 % intervals'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel 'training images'
set xtics ('1,000' 1000, '50,000' 50000)
set ylabel 'test error (%)'
set ytics ('30' 30.0, '40' 40.0, '50' 50.0)
set xrange [800.0:62500.0]
set yrange [20.854898940766187:55.475280391636495]
set key tmargin center horizontal Left reverse
plot 'cifar-10-learning-curve.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'cifar-10-learning-curve.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'hog-pyramid-rbf'
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'cifar-10-learning-curve.png'
pointScale = 1.5
replot
set output
