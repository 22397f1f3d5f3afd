# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-error-against-work.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of fashion-mnist-error-against-work.txt: nothing in it is taken for a command.
array Text[29]
set datafile separator "\t"
set datafile commentschars ""
stats 'fashion-mnist-error-against-work.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1500,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'fashion-mnist-error-against-work.svg'
pointScale = 0.8
set title Text[1]
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 4.0, Text[4] 5.0, Text[5] 6.0, Text[6] 8.0, Text[7] 10.0, Text[8] 15.0, Text[9] 20.0, Text[10] 30.0)
set ylabel Text[11]
set ytics (Text[6] 8.0, Text[7] 10.0, Text[8] 15.0, Text[9] 20.0)
set xrange [3.032089144:43.06006703999999]
set yrange [7.284353346386972:22.152381123721256]
set key outside right top
plot 'fashion-mnist-error-against-work.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 title Text[12], \
    'fashion-mnist-error-against-work.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 0 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 5 ps pointScale dt 1 title Text[13], \
    'fashion-mnist-error-against-work.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 1 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 9 ps pointScale dt 1 title Text[14], \
    'fashion-mnist-error-against-work.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 2 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 11 ps pointScale dt 1 title Text[15], \
    'fashion-mnist-error-against-work.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 3 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 13 ps pointScale dt 1 title Text[16], \
    'fashion-mnist-error-against-work.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 4 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 15 ps pointScale dt 1 title Text[17], \
    'fashion-mnist-error-against-work.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 5 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 5 ps pointScale dt 1 title Text[18], \
    'fashion-mnist-error-against-work.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 6 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 9 ps pointScale dt 1 title Text[19], \
    'fashion-mnist-error-against-work.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 7 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 11 ps pointScale dt 1 title Text[20], \
    'fashion-mnist-error-against-work.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 8 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 13 ps pointScale dt 1 title Text[21], \
    'fashion-mnist-error-against-work.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 9 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 15 ps pointScale dt 1 title Text[22], \
    'fashion-mnist-error-against-work.dat' index 10 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 10 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[23], \
    'fashion-mnist-error-against-work.dat' index 11 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 11 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title Text[24], \
    'fashion-mnist-error-against-work.dat' index 12 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 12 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title Text[25], \
    'fashion-mnist-error-against-work.dat' index 13 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 13 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title Text[26], \
    'fashion-mnist-error-against-work.dat' index 14 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 14 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 title Text[27], \
    'fashion-mnist-error-against-work.dat' index 15 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 15 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 title Text[28], \
    'fashion-mnist-error-against-work.dat' index 16 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-error-against-work.dat' index 16 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 title Text[29]
set terminal pngcairo size 1500,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-error-against-work.png'
pointScale = 1.5
replot
set output
