# Drawn by 'hindsight report'; 'gnuplot cifar-10-learning-curve.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of cifar-10-learning-curve.txt: nothing in it is taken for a command.
array Text[17]
set datafile separator "\t"
set datafile commentschars ""
stats 'cifar-10-learning-curve.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'cifar-10-learning-curve.svg'
pointScale = 0.8
fontScale = 1.0
set title Text[1]
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 1000.0, Text[4] 10000.0, Text[5] 50000.0)
set ylabel Text[6]
set ytics (Text[7] 30.0, Text[8] 40.0, Text[9] 50.0, Text[10] 60.0, Text[11] 80.0)
set logscale xy
set xrange [752.1081997093843:66479.79641668589]
set yrange [23.90349694766895:80.6521514199916]
set key tmargin center horizontal Left reverse
plot 'cifar-10-learning-curve.dat' index 0 using 6:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-learning-curve.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[12], \
    'cifar-10-learning-curve.dat' index 1 using 6:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-learning-curve.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[13], \
    'cifar-10-learning-curve.dat' index 2 using 6:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-learning-curve.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title Text[14], \
    'cifar-10-learning-curve.dat' index 3 using 6:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-learning-curve.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title Text[15], \
    'cifar-10-learning-curve.dat' index 4 using 6:2:3:4 with yerrorbars lc rgb '#E69F00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-learning-curve.dat' index 4 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title Text[16], \
    'cifar-10-learning-curve.dat' index 5 using 6:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-learning-curve.dat' index 5 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 title Text[17]
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'cifar-10-learning-curve.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
