# Drawn by 'hindsight report'; 'gnuplot mnist-error-against-work.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of mnist-error-against-work.txt: nothing in it is taken for a command.
array Text[41]
set datafile separator "\t"
set datafile commentschars ""
stats 'mnist-error-against-work.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1500,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'mnist-error-against-work.svg'
pointScale = 0.8
set title Text[1]
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 0.01, Text[4] 0.1, Text[5] 1.0, Text[6] 10.0)
set ylabel Text[7]
set ytics (Text[8] 2.0, Text[9] 5.0, Text[6] 10.0, Text[10] 20.0)
set xrange [0.0009408:95.41441499999999]
set yrange [1.8709228884960782:34.21304397361045]
set key outside right top
plot 'mnist-error-against-work.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 title Text[11], \
    'mnist-error-against-work.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[12], \
    'mnist-error-against-work.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[13], \
    'mnist-error-against-work.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title Text[14], \
    'mnist-error-against-work.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title Text[15], \
    'mnist-error-against-work.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 4 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title Text[16], \
    'mnist-error-against-work.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 5 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 title Text[17], \
    'mnist-error-against-work.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 6 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 title Text[18], \
    'mnist-error-against-work.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 7 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 title Text[19], \
    'mnist-error-against-work.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 8 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 9 ps pointScale dt 1 title Text[20], \
    'mnist-error-against-work.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 9 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 11 ps pointScale dt 1 title Text[21], \
    'mnist-error-against-work.dat' index 10 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 10 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 13 ps pointScale dt 1 title Text[22], \
    'mnist-error-against-work.dat' index 11 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 11 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 15 ps pointScale dt 1 title Text[23], \
    'mnist-error-against-work.dat' index 12 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 12 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 7 ps pointScale dt 1 title Text[24], \
    'mnist-error-against-work.dat' index 13 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 13 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 5 ps pointScale dt 1 title Text[25], \
    'mnist-error-against-work.dat' index 14 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 14 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 9 ps pointScale dt 1 title Text[26], \
    'mnist-error-against-work.dat' index 15 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 15 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 11 ps pointScale dt 1 title Text[27], \
    'mnist-error-against-work.dat' index 16 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 16 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 13 ps pointScale dt 1 title Text[28], \
    'mnist-error-against-work.dat' index 17 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 17 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 15 ps pointScale dt 1 title Text[29], \
    'mnist-error-against-work.dat' index 18 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 18 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 7 ps pointScale dt 1 title Text[30], \
    'mnist-error-against-work.dat' index 19 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 19 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 5 ps pointScale dt 1 title Text[31], \
    'mnist-error-against-work.dat' index 20 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 20 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 9 ps pointScale dt 1 title Text[32], \
    'mnist-error-against-work.dat' index 21 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 21 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 11 ps pointScale dt 1 title Text[33], \
    'mnist-error-against-work.dat' index 22 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 22 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 13 ps pointScale dt 1 title Text[34], \
    'mnist-error-against-work.dat' index 23 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 23 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 15 ps pointScale dt 1 title Text[35], \
    'mnist-error-against-work.dat' index 24 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 24 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 7 ps pointScale dt 1 title Text[36], \
    'mnist-error-against-work.dat' index 25 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 25 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 title Text[37], \
    'mnist-error-against-work.dat' index 26 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 26 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1 title Text[38], \
    'mnist-error-against-work.dat' index 27 using 1:2:3:4 with yerrorbars lc rgb '#A08060' lw 3 pt 3 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 27 using 1:2 with linespoints lc rgb '#A08060' lw 3 pt 3 ps pointScale dt 1 title Text[39], \
    'mnist-error-against-work.dat' index 28 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 28 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 title Text[40], \
    'mnist-error-against-work.dat' index 29 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1 notitle, \
    'mnist-error-against-work.dat' index 29 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1 title Text[41]
set terminal pngcairo size 1500,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'mnist-error-against-work.png'
pointScale = 1.5
replot
set output
