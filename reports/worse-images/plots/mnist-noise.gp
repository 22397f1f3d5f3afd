# Drawn by 'hindsight report'; 'gnuplot mnist-noise.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of mnist-noise.txt: nothing in it is taken for a command.
array Text[8]
set datafile separator "\t"
set datafile commentschars ""
stats 'mnist-noise.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1200,750 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'mnist-noise.svg'
pointScale = 0.8
fontScale = 1.0
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set title Text[1]
set xlabel Text[2]
set ylabel Text[3]
set xrange [-0.01:0.51]
set yrange [0:*]
set key top left
plot 'mnist-noise.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'mnist-noise.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[4], \
    'mnist-noise.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'mnist-noise.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[5], \
    'mnist-noise.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'mnist-noise.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title Text[6], \
    'mnist-noise.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'mnist-noise.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title Text[7], \
    'mnist-noise.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 notitle, \
    'mnist-noise.dat' index 4 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 title Text[8]
set terminal pngcairo size 1200,750 background rgb 'white' font 'Sans,19' noenhanced
set output 'mnist-noise.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
