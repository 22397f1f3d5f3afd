# Drawn by 'hindsight report'; 'gnuplot critical-difference.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1300,440 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'critical-difference.svg'
pointScale = 0.8
set arrow from 1.3333333333333333,0 to 1.3333333333333333,-0.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 1.3333333333333333,-0.95 to 0.9,-0.95 nohead lw 1.5 lc rgb '#606060'
set label 'hog-rbf  1.33' at 0.85,-0.95 right
set arrow from 1.6666666666666667,0 to 1.6666666666666667,-1.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 1.6666666666666667,-1.95 to 0.9,-1.95 nohead lw 1.5 lc rgb '#606060'
set label 'lenet5-2TFLOP  1.67' at 0.85,-1.95 right
set arrow from 3.0,0 to 3.0,-2.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 3.0,-2.95 to 0.9,-2.95 nohead lw 1.5 lc rgb '#606060'
set label 'hog-svm  3.00' at 0.85,-2.95 right
set arrow from 4.0,0 to 4.0,-2.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 4.0,-2.95 to 6.1,-2.95 nohead lw 1.5 lc rgb '#606060'
set label 'lenet5-200GFLOP  4.00' at 6.1499999999999995,-2.95 left
set arrow from 5.333333333333333,0 to 5.333333333333333,-1.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 5.333333333333333,-1.95 to 6.1,-1.95 nohead lw 1.5 lc rgb '#606060'
set label 'raw-svm  5.33' at 6.1499999999999995,-1.95 left
set arrow from 5.666666666666667,0 to 5.666666666666667,-0.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 5.666666666666667,-0.95 to 6.1,-0.95 nohead lw 1.5 lc rgb '#606060'
set label 'lenet5-20GFLOP  5.67' at 6.1499999999999995,-0.95 left
set arrow from 1.2933333333333332,-0.3 to 5.706666666666667,-0.3 nohead lw 6 lc rgb '#D55E00' front
set arrow from 1,0 to 1,0.18 nohead lw 2 lc rgb '#000000'
set label '1' at 1,0.5 center
set arrow from 2,0 to 2,0.18 nohead lw 2 lc rgb '#000000'
set label '2' at 2,0.5 center
set arrow from 3,0 to 3,0.18 nohead lw 2 lc rgb '#000000'
set label '3' at 3,0.5 center
set arrow from 4,0 to 4,0.18 nohead lw 2 lc rgb '#000000'
set label '4' at 4,0.5 center
set arrow from 5,0 to 5,0.18 nohead lw 2 lc rgb '#000000'
set label '5' at 5,0.5 center
set arrow from 6,0 to 6,0.18 nohead lw 2 lc rgb '#000000'
set label '6' at 6,0.5 center
set arrow from 1,1.2 to 5.352996931227909,1.2 heads size 0.05,90 lw 2 lc rgb '#000000'
set label 'critical difference 4.35' at 3.1764984656139545,1.7 center
unset ytics
unset border
unset key
set title 'Mean ranks over 3 data sets, 1 is the most accurate' offset 0,0.5
set xrange [-1.7000000000000002:8.7]
set yrange [-3.95:2.2]
unset xtics
set arrow from 1,0 to 6,0 nohead lw 2 lc rgb '#000000'
plot 'critical-difference.dat' using 2:(0) with points pt 7 ps pointScale lc rgb '#0072B2'
set terminal pngcairo size 1300,440 background rgb 'white' font 'Sans,19' noenhanced
set output 'critical-difference.png'
pointScale = 1.5
replot
set output
