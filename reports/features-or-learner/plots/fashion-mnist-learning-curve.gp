# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-learning-curve.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of fashion-mnist-learning-curve.txt: nothing in it is taken for a command.
array Text[38]
set datafile separator "\t"
set datafile commentschars ""
stats 'fashion-mnist-learning-curve.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1500,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'fashion-mnist-learning-curve.svg'
pointScale = 0.8
set title Text[1]
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 300.0, Text[4] 1000.0)
set ylabel Text[5]
set ytics (Text[6] 15.0, Text[7] 20.0, Text[8] 30.0)
set xrange [167.7703434254235:1788.1587047793978]
set yrange [11.90431133241138:38.546081227962915]
set key outside right top
plot 'fashion-mnist-learning-curve.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[9], \
    'fashion-mnist-learning-curve.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[10], \
    'fashion-mnist-learning-curve.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 2 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 9 ps pointScale dt 1 title Text[11], \
    'fashion-mnist-learning-curve.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 3 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title Text[12], \
    'fashion-mnist-learning-curve.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 4 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title Text[13], \
    'fashion-mnist-learning-curve.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 5 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 title Text[14], \
    'fashion-mnist-learning-curve.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 6 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 7 ps pointScale dt 1 title Text[15], \
    'fashion-mnist-learning-curve.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 7 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 title Text[16], \
    'fashion-mnist-learning-curve.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 8 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 9 ps pointScale dt 1 title Text[17], \
    'fashion-mnist-learning-curve.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 9 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 11 ps pointScale dt 1 title Text[18], \
    'fashion-mnist-learning-curve.dat' index 10 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 10 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 13 ps pointScale dt 1 title Text[19], \
    'fashion-mnist-learning-curve.dat' index 11 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 11 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 15 ps pointScale dt 1 title Text[20], \
    'fashion-mnist-learning-curve.dat' index 12 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 12 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 7 ps pointScale dt 1 title Text[21], \
    'fashion-mnist-learning-curve.dat' index 13 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 13 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 5 ps pointScale dt 1 title Text[22], \
    'fashion-mnist-learning-curve.dat' index 14 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 14 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 9 ps pointScale dt 1 title Text[23], \
    'fashion-mnist-learning-curve.dat' index 15 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 15 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 11 ps pointScale dt 1 title Text[24], \
    'fashion-mnist-learning-curve.dat' index 16 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 16 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 13 ps pointScale dt 1 title Text[25], \
    'fashion-mnist-learning-curve.dat' index 17 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 17 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 15 ps pointScale dt 1 title Text[26], \
    'fashion-mnist-learning-curve.dat' index 18 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 18 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 7 ps pointScale dt 1 title Text[27], \
    'fashion-mnist-learning-curve.dat' index 19 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 19 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 5 ps pointScale dt 1 title Text[28], \
    'fashion-mnist-learning-curve.dat' index 20 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 20 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 9 ps pointScale dt 1 title Text[29], \
    'fashion-mnist-learning-curve.dat' index 21 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 21 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 11 ps pointScale dt 1 title Text[30], \
    'fashion-mnist-learning-curve.dat' index 22 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 22 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 13 ps pointScale dt 1 title Text[31], \
    'fashion-mnist-learning-curve.dat' index 23 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 23 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 15 ps pointScale dt 1 title Text[32], \
    'fashion-mnist-learning-curve.dat' index 24 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 24 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 7 ps pointScale dt 1 title Text[33], \
    'fashion-mnist-learning-curve.dat' index 25 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 25 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 title Text[34], \
    'fashion-mnist-learning-curve.dat' index 26 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 26 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1 title Text[35], \
    'fashion-mnist-learning-curve.dat' index 27 using 1:2:3:4 with yerrorbars lc rgb '#A08060' lw 3 pt 3 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 27 using 1:2 with linespoints lc rgb '#A08060' lw 3 pt 3 ps pointScale dt 1 title Text[36], \
    'fashion-mnist-learning-curve.dat' index 28 using 1:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 28 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 title Text[37], \
    'fashion-mnist-learning-curve.dat' index 29 using 1:2:3:4 with yerrorbars lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1 notitle, \
    'fashion-mnist-learning-curve.dat' index 29 using 1:2 with linespoints lc rgb '#5A5A5A' lw 3 pt 1 ps pointScale dt 1 title Text[38]
set terminal pngcairo size 1500,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-learning-curve.png'
pointScale = 1.5
replot
set output
