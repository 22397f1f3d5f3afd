# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-error-against-work.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'fashion-mnist-error-against-work.svg'
pointScale = 0.8
set title 'fashion-mnist: test error and work to fit, with 95 % intervals'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel 'work to fit, GFLOP (extract + train)'
set xtics ('20' 20.0, '50' 50.0, '100' 100.0, '200' 200.0, '500' 500.0, '1,000' 1000.0, '2,000' 2000.0, '5,000' 5000.0)
set ylabel 'test error (%)'
set ytics ('6' 6.0, '8' 8.0, '10' 10.0, '15' 15.0)
set xrange [18.007565926399998:6450.4805961600005]
set yrange [5.120523837546571:17.648404561144684]
set key tmargin center horizontal Left reverse
plot 'fashion-mnist-error-against-work.dat' index 3 using 1:2 with steps lc rgb '#B8B8B8' lw 9 title 'Pareto front', \
    'fashion-mnist-error-against-work.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title 'hog-rbf', \
    'fashion-mnist-error-against-work.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'hog-rbf-searched', \
    'fashion-mnist-error-against-work.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title 'pixels-rbf'
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-error-against-work.png'
pointScale = 1.5
replot
set output
