# Drawn by 'hindsight report'; 'gnuplot usps-error-against-work.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of usps-error-against-work.txt: nothing in it is taken for a command.
array Text[30]
set datafile separator "\t"
set datafile commentschars ""
stats 'usps-error-against-work.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1500,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'usps-error-against-work.svg'
pointScale = 0.8
set title Text[1]
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 0.15, Text[4] 0.2, Text[5] 0.3, Text[6] 0.4, Text[7] 0.5)
set ylabel Text[8]
set ytics (Text[9] 1.0, Text[10] 2.0, Text[11] 5.0, Text[12] 10.0)
set xrange [0.09705043199999999:0.6418066225000001]
set yrange [0.8725042838435946:12.520296788261817]
set key outside right top
plot 'usps-error-against-work.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 title Text[13], \
    'usps-error-against-work.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 0 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 5 ps pointScale dt 1 title Text[14], \
    'usps-error-against-work.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 1 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 9 ps pointScale dt 1 title Text[15], \
    'usps-error-against-work.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 2 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 11 ps pointScale dt 1 title Text[16], \
    'usps-error-against-work.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 3 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 13 ps pointScale dt 1 title Text[17], \
    'usps-error-against-work.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 4 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 15 ps pointScale dt 1 title Text[18], \
    'usps-error-against-work.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 5 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 5 ps pointScale dt 1 title Text[19], \
    'usps-error-against-work.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 6 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 9 ps pointScale dt 1 title Text[20], \
    'usps-error-against-work.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 7 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 11 ps pointScale dt 1 title Text[21], \
    'usps-error-against-work.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 8 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 13 ps pointScale dt 1 title Text[22], \
    'usps-error-against-work.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 9 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 15 ps pointScale dt 1 title Text[23], \
    'usps-error-against-work.dat' index 10 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 10 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[24], \
    'usps-error-against-work.dat' index 11 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 11 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title Text[25], \
    'usps-error-against-work.dat' index 12 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 12 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title Text[26], \
    'usps-error-against-work.dat' index 13 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 13 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title Text[27], \
    'usps-error-against-work.dat' index 14 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 14 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 title Text[28], \
    'usps-error-against-work.dat' index 15 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 15 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 title Text[29], \
    'usps-error-against-work.dat' index 16 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'usps-error-against-work.dat' index 16 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 title Text[30]
set terminal pngcairo size 1500,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'usps-error-against-work.png'
pointScale = 1.5
replot
set output
