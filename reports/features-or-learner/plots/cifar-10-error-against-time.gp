# Drawn by 'hindsight report'; 'gnuplot cifar-10-error-against-time.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of cifar-10-error-against-time.txt: nothing in it is taken for a command.
array Text[40]
set datafile separator "\t"
set datafile commentschars ""
stats 'cifar-10-error-against-time.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1600,2260 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'cifar-10-error-against-time.svg'
pointScale = 0.8
fontScale = 1.0
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set logscale xy
set xrange [0.00325376:2.6833436349999995]
set yrange [41.972882913753715:102.32423465503699]
set key off
set multiplot layout 8, 4 margins screen 0.065, screen 0.985, screen 0.05309734513274336, screen 0.9469026548672567 spacing screen 0.022, screen 0.034513274336283185 title Text[1]
set label 1 Text[2] at screen 0.525, screen 0.012389380530973451 center
set title Text[3] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1
unset label 1
set title Text[9] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1
set title Text[10] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1
set title Text[11] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1
set title Text[12] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1
set title Text[13] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1
set title Text[14] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1
set title Text[15] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1
set title Text[16] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 9 ps pointScale dt 1
set title Text[17] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 11 ps pointScale dt 1
set title Text[18] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 10 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 13 ps pointScale dt 1
set title Text[19] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 11 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 15 ps pointScale dt 1
set title Text[20] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 12 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 7 ps pointScale dt 1
set title Text[21] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 13 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 5 ps pointScale dt 1
set title Text[22] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 14 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 9 ps pointScale dt 1
set title Text[23] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 15 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 11 ps pointScale dt 1
set title Text[24] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 16 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 13 ps pointScale dt 1
set title Text[25] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 17 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 15 ps pointScale dt 1
set title Text[26] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 18 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 7 ps pointScale dt 1
set title Text[27] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 19 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 5 ps pointScale dt 1
set title Text[28] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 20 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 9 ps pointScale dt 1
set title Text[29] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 21 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 11 ps pointScale dt 1
set title Text[30] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 22 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 13 ps pointScale dt 1
set title Text[31] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 23 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 15 ps pointScale dt 1
set title Text[32] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 24 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 7 ps pointScale dt 1
set title Text[33] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 25 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1
set title Text[34] offset 0, -0.5
unset ylabel
set xtics (Text[35] 0.005, Text[36] 0.05, Text[37] 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 26 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1
set title Text[38] offset 0, -0.5
unset ylabel
set xtics (Text[35] 0.005, Text[36] 0.05, Text[37] 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 27 using 1:2:3:4 with yerrorbars lc rgb '#A08060' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with linespoints lc rgb '#A08060' lw 3 pt 3 ps pointScale dt 1
set title Text[39] offset 0, -0.5
set ylabel Text[4]
set xtics (Text[35] 0.005, Text[36] 0.05, Text[37] 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 28 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1
set title Text[40] offset 0, -0.5
unset ylabel
set xtics (Text[35] 0.005, Text[36] 0.05, Text[37] 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 29 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1
unset multiplot
reset
set terminal pngcairo size 1600,2260 background rgb 'white' font 'Sans,19' noenhanced
set output 'cifar-10-error-against-time.png'
pointScale = 1.5
fontScale = 19.0 / 24
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set logscale xy
set xrange [0.00325376:2.6833436349999995]
set yrange [41.972882913753715:102.32423465503699]
set key off
set multiplot layout 8, 4 margins screen 0.065, screen 0.985, screen 0.05309734513274336, screen 0.9469026548672567 spacing screen 0.022, screen 0.034513274336283185 title Text[1]
set label 1 Text[2] at screen 0.525, screen 0.012389380530973451 center
set title Text[3] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1
unset label 1
set title Text[9] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1
set title Text[10] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1
set title Text[11] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1
set title Text[12] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1
set title Text[13] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1
set title Text[14] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1
set title Text[15] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1
set title Text[16] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 9 ps pointScale dt 1
set title Text[17] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 11 ps pointScale dt 1
set title Text[18] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 10 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 13 ps pointScale dt 1
set title Text[19] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 11 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 15 ps pointScale dt 1
set title Text[20] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 12 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 7 ps pointScale dt 1
set title Text[21] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 13 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 5 ps pointScale dt 1
set title Text[22] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 14 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 9 ps pointScale dt 1
set title Text[23] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 15 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 11 ps pointScale dt 1
set title Text[24] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 16 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 13 ps pointScale dt 1
set title Text[25] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 17 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 15 ps pointScale dt 1
set title Text[26] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 18 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 7 ps pointScale dt 1
set title Text[27] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 19 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 5 ps pointScale dt 1
set title Text[28] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 20 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 9 ps pointScale dt 1
set title Text[29] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 21 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 11 ps pointScale dt 1
set title Text[30] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 22 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 13 ps pointScale dt 1
set title Text[31] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 23 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 15 ps pointScale dt 1
set title Text[32] offset 0, -0.5
set ylabel Text[4]
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 24 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 7 ps pointScale dt 1
set title Text[33] offset 0, -0.5
unset ylabel
set xtics ('' 0.005, '' 0.05, '' 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 25 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1
set title Text[34] offset 0, -0.5
unset ylabel
set xtics (Text[35] 0.005, Text[36] 0.05, Text[37] 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 26 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1
set title Text[38] offset 0, -0.5
unset ylabel
set xtics (Text[35] 0.005, Text[36] 0.05, Text[37] 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 27 using 1:2:3:4 with yerrorbars lc rgb '#A08060' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with linespoints lc rgb '#A08060' lw 3 pt 3 ps pointScale dt 1
set title Text[39] offset 0, -0.5
set ylabel Text[4]
set xtics (Text[35] 0.005, Text[36] 0.05, Text[37] 2.0)
set ytics (Text[5] 50.0, Text[6] 60.0, Text[7] 80.0, Text[8] 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 28 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1
set title Text[40] offset 0, -0.5
unset ylabel
set xtics (Text[35] 0.005, Text[36] 0.05, Text[37] 2.0)
set ytics ('' 50.0, '' 60.0, '' 80.0, '' 100.0)
plot 'cifar-10-error-against-time.dat' index 0 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 3 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 4 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 5 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 6 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 7 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 8 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 9 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 10 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 11 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 12 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 13 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 14 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 15 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 16 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 17 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 18 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 19 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 20 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 21 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 22 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 23 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 24 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 25 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 26 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 27 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 28 using 1:2 with lines lc rgb '#D0D0D0' lw 1.5, \
    'cifar-10-error-against-time.dat' index 30 using 1:2 with steps lc rgb '#B8B8B8' lw 9 notitle, \
    'cifar-10-error-against-time.dat' index 29 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 29 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1
unset multiplot
set output
