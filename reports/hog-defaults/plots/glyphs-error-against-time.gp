# Drawn by 'hindsight report'; 'gnuplot glyphs-error-against-time.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1500,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'glyphs-error-against-time.svg'
pointScale = 0.8
set title 'glyphs (synthetic, validation): test error and time to fit, with 95 % intervals'
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel 'time to fit, s (extract + train)'
set xtics ('0.1' 0.1, '0.2' 0.2, '0.5' 0.5)
set ylabel 'test error (%)'
set ytics ('3' 3.0, '4' 4.0, '5' 5.0, '6' 6.0, '8' 8.0, '10' 10.0, '15' 15.0)
set xrange [0.04687765840000001:0.9088697625]
set yrange [2.1975880884446037:16.53059274070123]
set key outside right top
plot 'glyphs-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 title 'Pareto front', \
    'glyphs-error-against-time.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 5 ps pointScale dt 1 title 'strongest-opencv-4-C0.1', \
    'glyphs-error-against-time.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 1 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 9 ps pointScale dt 1 title 'strongest-opencv-6-C0.1', \
    'glyphs-error-against-time.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 2 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 11 ps pointScale dt 1 title 'strongest-opencv-6-C1', \
    'glyphs-error-against-time.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 3 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 13 ps pointScale dt 1 title 'strongest-opencv-8-C0.1', \
    'glyphs-error-against-time.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 4 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 15 ps pointScale dt 1 title 'strongest-opencv-8-C1', \
    'glyphs-error-against-time.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 5 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 5 ps pointScale dt 1 title 'strongest-paper-4-C0.1', \
    'glyphs-error-against-time.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 6 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 9 ps pointScale dt 1 title 'strongest-paper-6-C0.1', \
    'glyphs-error-against-time.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 7 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 11 ps pointScale dt 1 title 'strongest-paper-6-C1', \
    'glyphs-error-against-time.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 8 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 13 ps pointScale dt 1 title 'strongest-paper-8-C0.1', \
    'glyphs-error-against-time.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 9 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 15 ps pointScale dt 1 title 'strongest-paper-8-C1', \
    'glyphs-error-against-time.dat' index 10 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 10 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title 'strongest-shared-4-C0.1', \
    'glyphs-error-against-time.dat' index 11 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 11 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title 'strongest-shared-6-C0.1', \
    'glyphs-error-against-time.dat' index 12 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 12 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title 'strongest-shared-6-C1', \
    'glyphs-error-against-time.dat' index 13 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 13 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title 'strongest-shared-8-C0.1', \
    'glyphs-error-against-time.dat' index 14 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 14 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 title 'strongest-shared-8-C1', \
    'glyphs-error-against-time.dat' index 15 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 15 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 title 'strongest-skimage-4-C0.1', \
    'glyphs-error-against-time.dat' index 16 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'glyphs-error-against-time.dat' index 16 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 title 'strongest-skimage-8-C0.1'
set terminal pngcairo size 1500,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'glyphs-error-against-time.png'
pointScale = 1.5
replot
set output
