# Drawn by 'hindsight report'; 'gnuplot split-2-error-against-time.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of split-2-error-against-time.txt: nothing in it is taken for a command.
array Text[6]
set datafile separator "\t"
set datafile commentschars ""
stats 'split-2-error-against-time.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'split-2-error-against-time.svg'
pointScale = 0.8
fontScale = 1.0
set title Text[1]
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 150.0)
set ylabel Text[4]
set ytics (Text[5] 30.0)
set logscale xy
set xrange [115.23068013519999:180.04793771124997]
set yrange [23.986459035305696:37.01567325217917]
set key tmargin center horizontal Left reverse
plot 'split-2-error-against-time.dat' index 0 using 6:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'split-2-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[6]
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'split-2-error-against-time.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
