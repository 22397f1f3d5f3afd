# Drawn by 'hindsight report'; 'gnuplot cifar-10-learning-curve.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of cifar-10-learning-curve.txt: nothing in it is taken for a command.
array Text[9]
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
set xtics (Text[3] 1000.0, Text[4] 50000.0)
set ylabel Text[5]
set ytics (Text[6] 30.0, Text[7] 40.0, Text[8] 50.0)
set logscale xy
set xrange [800.0:62500.0]
set yrange [20.854898940766187:55.475280391636495]
set key tmargin center horizontal Left reverse
plot 'cifar-10-learning-curve.dat' index 0 using 6:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-learning-curve.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[9]
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'cifar-10-learning-curve.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
