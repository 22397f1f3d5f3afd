# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-error-against-work.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1500,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'fashion-mnist-error-against-work.svg'
pointScale = 0.8
set title 'fashion-mnist: test error and work to fit, with 95 % intervals'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel 'work to fit, GFLOP (extract + train)'
set xtics ('0.01' 0.01, '0.1' 0.1, '1' 1.0, '10' 10.0)
set ylabel 'test error (%)'
set ytics ('15' 15.0, '20' 20.0, '30' 30.0)
set xrange [0.0009408:95.41441499999999]
set yrange [11.90431133241138:38.546081227962915]
set key outside right top
plot 'fashion-mnist-error-against-work.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 title 'Pareto front', \
    'fashion-mnist-error-against-work.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'hog-knn', \
    'fashion-mnist-error-against-work.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'hog-linear', \
    'fashion-mnist-error-against-work.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title 'hog-mlp', \
    'fashion-mnist-error-against-work.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title 'hog-rbf', \
    'fashion-mnist-error-against-work.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 4 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title 'hog-softmax', \
    'fashion-mnist-error-against-work.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 5 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 title 'patches-knn', \
    'fashion-mnist-error-against-work.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 6 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 title 'patches-linear', \
    'fashion-mnist-error-against-work.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 7 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 title 'patches-mlp', \
    'fashion-mnist-error-against-work.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 8 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 9 ps pointScale dt 1 title 'patches-rbf', \
    'fashion-mnist-error-against-work.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 9 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 11 ps pointScale dt 1 title 'patches-softmax', \
    'fashion-mnist-error-against-work.dat' index 10 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 10 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 13 ps pointScale dt 1 title 'raw-knn', \
    'fashion-mnist-error-against-work.dat' index 11 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 11 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 15 ps pointScale dt 1 title 'raw-linear', \
    'fashion-mnist-error-against-work.dat' index 12 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 12 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 7 ps pointScale dt 1 title 'raw-mlp', \
    'fashion-mnist-error-against-work.dat' index 13 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 13 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 5 ps pointScale dt 1 title 'raw-rbf', \
    'fashion-mnist-error-against-work.dat' index 14 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 14 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 9 ps pointScale dt 1 title 'raw-softmax', \
    'fashion-mnist-error-against-work.dat' index 15 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 15 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 11 ps pointScale dt 1 title 'sift-fisher-knn', \
    'fashion-mnist-error-against-work.dat' index 16 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 16 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 13 ps pointScale dt 1 title 'sift-fisher-linear', \
    'fashion-mnist-error-against-work.dat' index 17 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 17 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 15 ps pointScale dt 1 title 'sift-fisher-mlp', \
    'fashion-mnist-error-against-work.dat' index 18 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 18 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 7 ps pointScale dt 1 title 'sift-fisher-rbf', \
    'fashion-mnist-error-against-work.dat' index 19 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 19 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 5 ps pointScale dt 1 title 'sift-fisher-softmax', \
    'fashion-mnist-error-against-work.dat' index 20 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 20 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 9 ps pointScale dt 1 title 'sift-words-knn', \
    'fashion-mnist-error-against-work.dat' index 21 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 21 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 11 ps pointScale dt 1 title 'sift-words-linear', \
    'fashion-mnist-error-against-work.dat' index 22 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 22 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 13 ps pointScale dt 1 title 'sift-words-mlp', \
    'fashion-mnist-error-against-work.dat' index 23 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 23 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 15 ps pointScale dt 1 title 'sift-words-rbf', \
    'fashion-mnist-error-against-work.dat' index 24 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 24 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 7 ps pointScale dt 1 title 'sift-words-softmax', \
    'fashion-mnist-error-against-work.dat' index 25 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 25 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 5 ps pointScale dt 1 title 'cnn-knn', \
    'fashion-mnist-error-against-work.dat' index 26 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 26 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 9 ps pointScale dt 1 title 'cnn-linear', \
    'fashion-mnist-error-against-work.dat' index 27 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 27 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 11 ps pointScale dt 1 title 'cnn-mlp', \
    'fashion-mnist-error-against-work.dat' index 28 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 28 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 13 ps pointScale dt 1 title 'cnn-rbf', \
    'fashion-mnist-error-against-work.dat' index 29 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 29 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 15 ps pointScale dt 1 title 'cnn-softmax'
set terminal pngcairo size 1500,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-error-against-work.png'
pointScale = 1.5
replot
set output
