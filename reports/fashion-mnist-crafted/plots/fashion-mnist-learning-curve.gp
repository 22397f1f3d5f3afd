# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-learning-curve.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of fashion-mnist-learning-curve.txt: nothing in it is taken for a command.
array Text[10]
set datafile separator "\t"
set datafile commentschars ""
stats 'fashion-mnist-learning-curve.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'fashion-mnist-learning-curve.svg'
pointScale = 0.8
fontScale = 1.0
set title Text[1]
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 1000.0, Text[4] 60000.0)
set ylabel Text[5]
set ytics (Text[6] 8.0, Text[7] 10.0, Text[8] 15.0)
set logscale xy
set xrange [790.1836773196717:75931.7127424372]
set yrange [6.735704932736989:18.503695115209002]
set key tmargin center horizontal Left reverse
plot 'fashion-mnist-learning-curve.dat' index 0 using 6:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'fashion-mnist-learning-curve.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[9], \
    'fashion-mnist-learning-curve.dat' index 1 using 6:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'fashion-mnist-learning-curve.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[10]
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-learning-curve.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
