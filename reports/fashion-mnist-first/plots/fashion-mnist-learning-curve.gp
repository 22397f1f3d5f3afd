# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-learning-curve.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'fashion-mnist-learning-curve.svg'
pointScale = 0.8
set title 'fashion-mnist: test error and training images, with 95 % intervals'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel 'training images'
set xtics ('100' 100, '300' 300, '1,000' 1000, '3,000' 3000, '10,000' 10000, '60,000' 60000)
set ylabel 'test error (%)'
set ytics ('8' 8.0, '10' 10.0, '15' 15.0, '20' 20.0, '30' 30.0, '40' 40.0)
set xrange [78.04878048780489:76874.99999999999]
set yrange [7.284353346386972:40.668490479392325]
set key tmargin center horizontal Left reverse
plot 'fashion-mnist-learning-curve.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'hog-svm', \
    'fashion-mnist-learning-curve.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'raw-svm', \
    'fashion-mnist-learning-curve.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title 'lenet5', \
    'fashion-mnist-learning-curve.dat' index 3 using 1:2 with linespoints lc rgb '#7F7F7F' lw 2 pt 4 ps pointScale dt 2 title 'hog-linear (python)', \
    'fashion-mnist-learning-curve.dat' index 4 using 1:2 with linespoints lc rgb '#7F7F7F' lw 2 pt 6 ps pointScale dt 2 title 'hog-rbf (python)', \
    'fashion-mnist-learning-curve.dat' index 5 using 1:2 with linespoints lc rgb '#7F7F7F' lw 2 pt 8 ps pointScale dt 2 title 'lenet5 (python)'
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-learning-curve.png'
pointScale = 1.5
replot
set output
