# Drawn by 'hindsight report'; 'gnuplot usps-error-against-time.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of usps-error-against-time.txt: nothing in it is taken for a command.
array Text[28]
set datafile separator "\t"
set datafile commentschars ""
stats 'usps-error-against-time.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1600,1480 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'usps-error-against-time.svg'
pointScale = 0.8
fontScale = 1.0
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set logscale xy
set xrange [0.023938033600000002:0.10007018375000001]
set yrange [0.8725042838435946:12.520296788261817]
set key off
set multiplot layout 5, 4 margins screen 0.065, screen 0.985, screen 0.08108108108108109, screen 0.9189189189189189 spacing screen 0.022, screen 0.052702702702702706 title Text[1]
set label 1 Text[2] at screen 0.525, screen 0.01891891891891892 center
set title Text[3] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics (Text[5] 1.0, Text[6] 2.0, Text[7] 5.0, Text[8] 10.0)
plot 'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 5 ps pointScale dt 1
unset label 1
set title Text[9] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 1 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 9 ps pointScale dt 1
set title Text[10] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 2 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 11 ps pointScale dt 1
set title Text[11] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 3 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 13 ps pointScale dt 1
set title Text[12] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics (Text[5] 1.0, Text[6] 2.0, Text[7] 5.0, Text[8] 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 4 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 15 ps pointScale dt 1
set title Text[13] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 5 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 5 ps pointScale dt 1
set title Text[14] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 6 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 9 ps pointScale dt 1
set title Text[15] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 7 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 11 ps pointScale dt 1
set title Text[16] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics (Text[5] 1.0, Text[6] 2.0, Text[7] 5.0, Text[8] 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 8 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 13 ps pointScale dt 1
set title Text[17] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 9 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 15 ps pointScale dt 1
set title Text[18] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 10 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 10 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1
set title Text[19] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 11 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 11 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1
set title Text[20] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics (Text[5] 1.0, Text[6] 2.0, Text[7] 5.0, Text[8] 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 12 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 12 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1
set title Text[21] offset 0, -0.5
unset ylabel
set xtics (Text[22] 0.03, Text[23] 0.04, Text[24] 0.06, Text[25] 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 13 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 13 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1
set title Text[26] offset 0, -0.5
unset ylabel
set xtics (Text[22] 0.03, Text[23] 0.04, Text[24] 0.06, Text[25] 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 14 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 14 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1
set title Text[27] offset 0, -0.5
unset ylabel
set xtics (Text[22] 0.03, Text[23] 0.04, Text[24] 0.06, Text[25] 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 15 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 15 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1
set title Text[28] offset 0, -0.5
set ylabel Text[4]
set xtics (Text[22] 0.03, Text[23] 0.04, Text[24] 0.06, Text[25] 0.08)
set ytics (Text[5] 1.0, Text[6] 2.0, Text[7] 5.0, Text[8] 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 16 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 16 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1
unset multiplot
reset
set terminal pngcairo size 1600,1480 background rgb 'white' font 'Sans,19' noenhanced
set output 'usps-error-against-time.png'
pointScale = 1.5
fontScale = 19.0 / 24
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set logscale xy
set xrange [0.023938033600000002:0.10007018375000001]
set yrange [0.8725042838435946:12.520296788261817]
set key off
set multiplot layout 5, 4 margins screen 0.065, screen 0.985, screen 0.08108108108108109, screen 0.9189189189189189 spacing screen 0.022, screen 0.052702702702702706 title Text[1]
set label 1 Text[2] at screen 0.525, screen 0.01891891891891892 center
set title Text[3] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics (Text[5] 1.0, Text[6] 2.0, Text[7] 5.0, Text[8] 10.0)
plot 'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 5 ps pointScale dt 1
unset label 1
set title Text[9] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 1 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 9 ps pointScale dt 1
set title Text[10] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 2 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 11 ps pointScale dt 1
set title Text[11] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 3 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 13 ps pointScale dt 1
set title Text[12] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics (Text[5] 1.0, Text[6] 2.0, Text[7] 5.0, Text[8] 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 4 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 15 ps pointScale dt 1
set title Text[13] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 5 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 5 ps pointScale dt 1
set title Text[14] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 6 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 9 ps pointScale dt 1
set title Text[15] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 7 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 11 ps pointScale dt 1
set title Text[16] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics (Text[5] 1.0, Text[6] 2.0, Text[7] 5.0, Text[8] 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 8 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 13 ps pointScale dt 1
set title Text[17] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 9 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 15 ps pointScale dt 1
set title Text[18] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 10 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 10 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1
set title Text[19] offset 0, -0.5
unset ylabel
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 11 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 11 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1
set title Text[20] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.03, '' 0.04, '' 0.06, '' 0.08)
set ytics (Text[5] 1.0, Text[6] 2.0, Text[7] 5.0, Text[8] 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 12 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 12 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1
set title Text[21] offset 0, -0.5
unset ylabel
set xtics (Text[22] 0.03, Text[23] 0.04, Text[24] 0.06, Text[25] 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 13 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 13 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1
set title Text[26] offset 0, -0.5
unset ylabel
set xtics (Text[22] 0.03, Text[23] 0.04, Text[24] 0.06, Text[25] 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 14 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 14 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1
set title Text[27] offset 0, -0.5
unset ylabel
set xtics (Text[22] 0.03, Text[23] 0.04, Text[24] 0.06, Text[25] 0.08)
set ytics ('' 1.0, '' 2.0, '' 5.0, '' 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 15 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 15 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1
set title Text[28] offset 0, -0.5
set ylabel Text[4]
set xtics (Text[22] 0.03, Text[23] 0.04, Text[24] 0.06, Text[25] 0.08)
set ytics (Text[5] 1.0, Text[6] 2.0, Text[7] 5.0, Text[8] 10.0)
plot 'usps-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'usps-error-against-time.dat' index 17 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'usps-error-against-time.dat' index 16 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'usps-error-against-time.dat' index 16 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1
unset multiplot
set output
