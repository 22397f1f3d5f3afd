# Drawn by 'hindsight report'; 'gnuplot usps-error-against-time.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of usps-error-against-time.txt: nothing in it is taken for a command.
array Text[21]
set datafile separator "\t"
set datafile commentschars ""
stats 'usps-error-against-time.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'usps-error-against-time.svg'
pointScale = 0.8
fontScale = 1.0
set title Text[1]
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 6.0, Text[4] 8.0, Text[5] 10.0, Text[6] 15.0, Text[7] 20.0, Text[8] 30.0, Text[9] 40.0, Text[10] 50.0, Text[11] 60.0)
set ylabel Text[12]
set ytics (Text[13] 3.0, Text[14] 4.0, Text[15] 5.0, Text[3] 6.0)
set logscale xy
set xrange [5.211927956:71.36496240625002]
set yrange [2.2166260632168973:7.3626507769009235]
set key tmargin center horizontal Left reverse
plot 'usps-error-against-time.dat' index 5 using 1:2 with steps lc rgb '#B8B8B8' lw 9 title Text[16], \
    'usps-error-against-time.dat' index 0 using 6:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[17], \
    'usps-error-against-time.dat' index 1 using 6:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[18], \
    'usps-error-against-time.dat' index 2 using 6:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title Text[19], \
    'usps-error-against-time.dat' index 3 using 6:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title Text[20], \
    'usps-error-against-time.dat' index 4 using 6:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 4 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title Text[21]
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'usps-error-against-time.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
