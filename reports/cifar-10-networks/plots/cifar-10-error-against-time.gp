# Drawn by 'hindsight report'; 'gnuplot cifar-10-error-against-time.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of cifar-10-error-against-time.txt: nothing in it is taken for a command.
array Text[16]
set datafile separator "\t"
set datafile commentschars ""
stats 'cifar-10-error-against-time.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'cifar-10-error-against-time.svg'
pointScale = 0.8
fontScale = 1.0
set title Text[1]
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 1500.0, Text[4] 2000.0, Text[5] 3000.0, Text[6] 4000.0)
set ylabel Text[7]
set ytics (Text[8] 5.0, Text[9] 6.0, Text[10] 8.0, Text[11] 10.0, Text[12] 15.0, Text[13] 20.0)
set logscale xy
set xrange [1097.4799944095998:4527.30873139]
set yrange [4.885788071689326:23.41309945620983]
set key tmargin center horizontal Left reverse
plot 'cifar-10-error-against-time.dat' index 0 using 6:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[14], \
    'cifar-10-error-against-time.dat' index 1 using 6:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[15], \
    'cifar-10-error-against-time.dat' index 2 using 6:2:3:4 with yerrorbars lc rgb '#009E73' lw 2 pt 7 ps 0 notitle, \
    'cifar-10-error-against-time.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title Text[16]
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'cifar-10-error-against-time.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
