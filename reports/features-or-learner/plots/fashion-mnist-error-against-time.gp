# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-error-against-time.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of fashion-mnist-error-against-time.txt: nothing in it is taken for a command.
array Text[41]
set datafile separator "\t"
set datafile commentschars ""
stats 'fashion-mnist-error-against-time.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1500,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'fashion-mnist-error-against-time.svg'
pointScale = 0.8
set title Text[1]
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 0.001, Text[4] 0.01, Text[5] 0.1, Text[6] 1.0)
set ylabel Text[7]
set ytics (Text[8] 15.0, Text[9] 20.0, Text[10] 30.0)
set xrange [0.0004729752:1.4959874375000002]
set yrange [11.90431133241138:38.546081227962915]
set key outside right top
plot 'fashion-mnist-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 title Text[11], \
    'fashion-mnist-error-against-time.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[12], \
    'fashion-mnist-error-against-time.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[13], \
    'fashion-mnist-error-against-time.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title Text[14], \
    'fashion-mnist-error-against-time.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title Text[15], \
    'fashion-mnist-error-against-time.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 4 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title Text[16], \
    'fashion-mnist-error-against-time.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 5 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 title Text[17], \
    'fashion-mnist-error-against-time.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 6 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 title Text[18], \
    'fashion-mnist-error-against-time.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 7 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 title Text[19], \
    'fashion-mnist-error-against-time.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 8 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 9 ps pointScale dt 1 title Text[20], \
    'fashion-mnist-error-against-time.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 9 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 11 ps pointScale dt 1 title Text[21], \
    'fashion-mnist-error-against-time.dat' index 10 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 10 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 13 ps pointScale dt 1 title Text[22], \
    'fashion-mnist-error-against-time.dat' index 11 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 11 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 15 ps pointScale dt 1 title Text[23], \
    'fashion-mnist-error-against-time.dat' index 12 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 12 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 7 ps pointScale dt 1 title Text[24], \
    'fashion-mnist-error-against-time.dat' index 13 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 13 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 5 ps pointScale dt 1 title Text[25], \
    'fashion-mnist-error-against-time.dat' index 14 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 14 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 9 ps pointScale dt 1 title Text[26], \
    'fashion-mnist-error-against-time.dat' index 15 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 15 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 11 ps pointScale dt 1 title Text[27], \
    'fashion-mnist-error-against-time.dat' index 16 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 16 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 13 ps pointScale dt 1 title Text[28], \
    'fashion-mnist-error-against-time.dat' index 17 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 17 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 15 ps pointScale dt 1 title Text[29], \
    'fashion-mnist-error-against-time.dat' index 18 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 18 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 7 ps pointScale dt 1 title Text[30], \
    'fashion-mnist-error-against-time.dat' index 19 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 19 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 5 ps pointScale dt 1 title Text[31], \
    'fashion-mnist-error-against-time.dat' index 20 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 20 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 9 ps pointScale dt 1 title Text[32], \
    'fashion-mnist-error-against-time.dat' index 21 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 21 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 11 ps pointScale dt 1 title Text[33], \
    'fashion-mnist-error-against-time.dat' index 22 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 22 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 13 ps pointScale dt 1 title Text[34], \
    'fashion-mnist-error-against-time.dat' index 23 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 23 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 15 ps pointScale dt 1 title Text[35], \
    'fashion-mnist-error-against-time.dat' index 24 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 24 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 7 ps pointScale dt 1 title Text[36], \
    'fashion-mnist-error-against-time.dat' index 25 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 25 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 title Text[37], \
    'fashion-mnist-error-against-time.dat' index 26 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 26 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1 title Text[38], \
    'fashion-mnist-error-against-time.dat' index 27 using 1:2:3:4 with yerrorbars lc rgb '#A08060' lw 3 pt 3 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 27 using 1:2 with linespoints lc rgb '#A08060' lw 3 pt 3 ps pointScale dt 1 title Text[39], \
    'fashion-mnist-error-against-time.dat' index 28 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 28 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 title Text[40], \
    'fashion-mnist-error-against-time.dat' index 29 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-time.dat' index 29 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1 title Text[41]
set terminal pngcairo size 1500,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-error-against-time.png'
pointScale = 1.5
replot
set output
