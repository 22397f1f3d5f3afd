# Drawn by 'hindsight report'; 'gnuplot mnist-learning-curve.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'mnist-learning-curve.svg'
pointScale = 0.8
set title 'mnist：测试误差与训练图像数，附 95 % 区间'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel '训练图像数'
set xtics ('100' 100, '300' 300, '1,000' 1000, '3,000' 3000, '10,000' 10000, '60,000' 60000)
set ylabel '测试误差（%）'
set ytics ('0.5' 0.5, '1' 1.0, '2' 2.0, '5' 5.0, '10' 10.0, '20' 20.0)
set xrange [78.04878048780489:76874.99999999999]
set yrange [0.4284839528979575:49.59883504328917]
set key tmargin center horizontal Left reverse
plot 'mnist-learning-curve.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'mnist-learning-curve.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'hog-svm', \
    'mnist-learning-curve.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'mnist-learning-curve.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'raw-svm', \
    'mnist-learning-curve.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'mnist-learning-curve.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title 'lenet5', \
    'mnist-learning-curve.dat' index 3 using 1:2 with linespoints lc rgb '#7F7F7F' lw 2 pt 4 ps pointScale dt 2 title 'hog-linear (python)', \
    'mnist-learning-curve.dat' index 4 using 1:2 with linespoints lc rgb '#7F7F7F' lw 2 pt 6 ps pointScale dt 2 title 'hog-rbf (python)', \
    'mnist-learning-curve.dat' index 5 using 1:2 with linespoints lc rgb '#7F7F7F' lw 2 pt 8 ps pointScale dt 2 title 'lenet5 (python)'
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'mnist-learning-curve.png'
pointScale = 1.5
replot
set output
