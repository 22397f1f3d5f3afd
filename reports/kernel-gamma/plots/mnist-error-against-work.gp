# Drawn by 'hindsight report'; 'gnuplot mnist-error-against-work.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of mnist-error-against-work.txt: nothing in it is taken for a command.
array Text[19]
set datafile separator "\t"
set datafile commentschars ""
stats 'mnist-error-against-work.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1600,960 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'mnist-error-against-work.svg'
pointScale = 0.8
fontScale = 1.0
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set logscale xy
set xrange [0.6358515712:28.656612799999998]
set yrange [1.2171684978965192:97.29840557710466]
set key off
set multiplot layout 3, 4 margins screen 0.065, screen 0.985, screen 0.125, screen 0.875 spacing screen 0.022, screen 0.08125 title Text[1]
set label 1 Text[2] at screen 0.525, screen 0.029166666666666667 center
set title Text[3] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 1.0, '' 5.0, '' 20.0)
set ytics (Text[5] 2.0, Text[6] 5.0, Text[7] 10.0, Text[8] 20.0, Text[9] 50.0)
plot 'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1
unset label 1
set title Text[10] offset 0, -0.5
unset ylabel
set xtics ('' 1.0, '' 5.0, '' 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1
set title Text[11] offset 0, -0.5
unset ylabel
set xtics ('' 1.0, '' 5.0, '' 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1
set title Text[12] offset 0, -0.5
unset ylabel
set xtics ('' 1.0, '' 5.0, '' 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1
set title Text[13] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 1.0, '' 5.0, '' 20.0)
set ytics (Text[5] 2.0, Text[6] 5.0, Text[7] 10.0, Text[8] 20.0, Text[9] 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 4 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1
set title Text[14] offset 0, -0.5
unset ylabel
set xtics ('' 1.0, '' 5.0, '' 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 5 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1
set title Text[15] offset 0, -0.5
unset ylabel
set xtics (Text[16] 1.0, Text[6] 5.0, Text[8] 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#A08060' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 6 using 1:2 with linespoints lc rgb '#A08060' lw 3 pt 3 ps pointScale dt 1
set title Text[17] offset 0, -0.5
unset ylabel
set xtics (Text[16] 1.0, Text[6] 5.0, Text[8] 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 7 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1
set title Text[18] offset 0, -0.5
set ylabel Text[4]
set xtics (Text[16] 1.0, Text[6] 5.0, Text[8] 20.0)
set ytics (Text[5] 2.0, Text[6] 5.0, Text[7] 10.0, Text[8] 20.0, Text[9] 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 8 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1
set title Text[19] offset 0, -0.5
unset ylabel
set xtics (Text[16] 1.0, Text[6] 5.0, Text[8] 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#A08060' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 9 using 1:2 with linespoints lc rgb '#A08060' lw 3 pt 3 ps pointScale dt 1
unset multiplot
reset
set terminal pngcairo size 1600,960 background rgb 'white' font 'Sans,19' noenhanced
set output 'mnist-error-against-work.png'
pointScale = 1.5
fontScale = 19.0 / 24
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set logscale xy
set xrange [0.6358515712:28.656612799999998]
set yrange [1.2171684978965192:97.29840557710466]
set key off
set multiplot layout 3, 4 margins screen 0.065, screen 0.985, screen 0.125, screen 0.875 spacing screen 0.022, screen 0.08125 title Text[1]
set label 1 Text[2] at screen 0.525, screen 0.029166666666666667 center
set title Text[3] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 1.0, '' 5.0, '' 20.0)
set ytics (Text[5] 2.0, Text[6] 5.0, Text[7] 10.0, Text[8] 20.0, Text[9] 50.0)
plot 'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1
unset label 1
set title Text[10] offset 0, -0.5
unset ylabel
set xtics ('' 1.0, '' 5.0, '' 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1
set title Text[11] offset 0, -0.5
unset ylabel
set xtics ('' 1.0, '' 5.0, '' 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1
set title Text[12] offset 0, -0.5
unset ylabel
set xtics ('' 1.0, '' 5.0, '' 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1
set title Text[13] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 1.0, '' 5.0, '' 20.0)
set ytics (Text[5] 2.0, Text[6] 5.0, Text[7] 10.0, Text[8] 20.0, Text[9] 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 4 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1
set title Text[14] offset 0, -0.5
unset ylabel
set xtics ('' 1.0, '' 5.0, '' 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 5 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1
set title Text[15] offset 0, -0.5
unset ylabel
set xtics (Text[16] 1.0, Text[6] 5.0, Text[8] 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#A08060' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 6 using 1:2 with linespoints lc rgb '#A08060' lw 3 pt 3 ps pointScale dt 1
set title Text[17] offset 0, -0.5
unset ylabel
set xtics (Text[16] 1.0, Text[6] 5.0, Text[8] 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 7 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1
set title Text[18] offset 0, -0.5
set ylabel Text[4]
set xtics (Text[16] 1.0, Text[6] 5.0, Text[8] 20.0)
set ytics (Text[5] 2.0, Text[6] 5.0, Text[7] 10.0, Text[8] 20.0, Text[9] 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 8 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1
set title Text[19] offset 0, -0.5
unset ylabel
set xtics (Text[16] 1.0, Text[6] 5.0, Text[8] 20.0)
set ytics ('' 2.0, '' 5.0, '' 10.0, '' 20.0, '' 50.0)
plot 'mnist-error-against-work.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'mnist-error-against-work.dat' index 10 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'mnist-error-against-work.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#A08060' lw 2 pt 7 ps 0 notitle, \
    'mnist-error-against-work.dat' index 9 using 1:2 with linespoints lc rgb '#A08060' lw 3 pt 3 ps pointScale dt 1
unset multiplot
set output
