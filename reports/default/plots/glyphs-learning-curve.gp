# Drawn by 'hindsight report'; 'gnuplot glyphs-learning-curve.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of glyphs-learning-curve.txt: nothing in it is taken for a command.
array Text[20]
set datafile separator "\t"
set datafile commentschars ""
stats 'glyphs-learning-curve.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'glyphs-learning-curve.svg'
pointScale = 0.8
fontScale = 1.0
set title Text[1]
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 100.0, Text[4] 300.0, Text[5] 1000.0, Text[6] 3000.0, Text[7] 10000.0)
set ylabel Text[8]
set ytics (Text[9] 0.2, Text[10] 0.5, Text[11] 1.0, Text[12] 2.0, Text[13] 5.0, Text[14] 10.0, Text[15] 20.0, Text[16] 50.0)
set logscale xy
set xrange [78.04878048780489:12812.5]
set yrange [0.1805830416788414:81.25862545958168]
set object 1 rectangle from first 480.00212425388787, graph 0 to first 999.9999999999998, graph 1 behind fc rgb '#D55E00' fs transparent solid 0.12 noborder
set arrow 1 from first 622.4657217324894, graph 0 to first 622.4657217324894, graph 1 nohead back lc rgb '#D55E00' lw 2 dt 3
set label 1 Text[17] at first 622.4657217324894, graph 0.96 left offset character 0.8, 0 front
set key tmargin center horizontal Left reverse
plot 'glyphs-learning-curve.dat' index 0 using 6:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'glyphs-learning-curve.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[18], \
    'glyphs-learning-curve.dat' index 1 using 6:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'glyphs-learning-curve.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[19], \
    'glyphs-learning-curve.dat' index 2 using 6:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 2 pt 7 ps 0 notitle, \
    'glyphs-learning-curve.dat' index 2 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 title Text[20]
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'glyphs-learning-curve.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
