# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-error-against-time.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of fashion-mnist-error-against-time.txt: nothing in it is taken for a command.
array Text[14]
set datafile separator "\t"
set datafile commentschars ""
stats 'fashion-mnist-error-against-time.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'fashion-mnist-error-against-time.svg'
pointScale = 0.8
fontScale = 1.0
set title Text[1]
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 50.0, Text[4] 100.0, Text[5] 200.0, Text[6] 500.0, Text[7] 1000.0)
set ylabel Text[8]
set ytics (Text[9] 5.0, Text[10] 6.0, Text[11] 8.0, Text[12] 10.0)
set logscale xy
set xrange [45.901605388:1418.0542068424998]
set yrange [4.6429272653315685:10.30374095324347]
set key tmargin center horizontal Left reverse
plot 'fashion-mnist-error-against-time.dat' index 0 using 6:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'fashion-mnist-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[13], \
    'fashion-mnist-error-against-time.dat' index 1 using 6:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'fashion-mnist-error-against-time.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[14]
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-error-against-time.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
