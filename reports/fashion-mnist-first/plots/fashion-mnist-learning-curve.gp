# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-learning-curve.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of fashion-mnist-learning-curve.txt: nothing in it is taken for a command.
array Text[22]
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
set xtics (Text[3] 100.0, Text[4] 300.0, Text[5] 1000.0, Text[6] 3000.0, Text[7] 10000.0, Text[8] 60000.0)
set ylabel Text[9]
set ytics (Text[10] 8.0, Text[11] 10.0, Text[12] 15.0, Text[13] 20.0, Text[14] 30.0, Text[15] 40.0)
set logscale xy
set xrange [78.04878048780489:76874.99999999999]
set yrange [7.284353346386972:47.175448956095096]
set object 1 rectangle from first 16475.8085381154, graph 0 to first 44578.62186712267, graph 1 behind fc rgb '#D55E00' fs transparent solid 0.12 noborder
set arrow 1 from first 26450.555787857094, graph 0 to first 26450.555787857094, graph 1 nohead back lc rgb '#D55E00' lw 2 dt 3
set label 1 Text[16] at first 26450.555787857094, graph 0.96 right offset character -0.8, 0 front
set key tmargin center horizontal Left reverse
plot 'fashion-mnist-learning-curve.dat' index 0 using 6:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'fashion-mnist-learning-curve.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[17], \
    'fashion-mnist-learning-curve.dat' index 1 using 6:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'fashion-mnist-learning-curve.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[18], \
    'fashion-mnist-learning-curve.dat' index 2 using 6:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 2 pt 7 ps 0 notitle, \
    'fashion-mnist-learning-curve.dat' index 2 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 title Text[19], \
    'fashion-mnist-learning-curve.dat' index 3 using 1:2 with linespoints lc rgb '#0072B2' lw 2 pt 6 ps pointScale dt 2 title Text[20], \
    'fashion-mnist-learning-curve.dat' index 4 using 1:2 with linespoints lc rgb '#7F7F7F' lw 2 pt 4 ps pointScale dt 2 title Text[21], \
    'fashion-mnist-learning-curve.dat' index 5 using 1:2 with linespoints lc rgb '#D55E00' lw 2 pt 4 ps pointScale dt 2 title Text[22]
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-learning-curve.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
