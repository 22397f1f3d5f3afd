# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-noise.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,750 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'fashion-mnist-noise.svg'
pointScale = 0.8
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set title 'fashion-mnist: test error under noise, with 95 % intervals'
set xlabel 'noise (σ, share of the range)'
set ylabel 'test error (%)'
set xrange [-0.01:0.51]
set yrange [0:*]
set key top left
plot 'fashion-mnist-noise.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-noise.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'hog-svm', \
    'fashion-mnist-noise.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-noise.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'raw-svm', \
    'fashion-mnist-noise.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-noise.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title 'sift-fisher', \
    'fashion-mnist-noise.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-noise.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title 'lenet5', \
    'fashion-mnist-noise.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-noise.dat' index 4 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title 'lenet5-distorted'
set terminal pngcairo size 1200,750 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-noise.png'
pointScale = 1.5
replot
set output
