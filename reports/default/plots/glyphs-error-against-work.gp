# Drawn by 'hindsight report'; 'gnuplot glyphs-error-against-work.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of glyphs-error-against-work.txt: nothing in it is taken for a command.
array Text[17]
set datafile separator "\t"
set datafile commentschars ""
stats 'glyphs-error-against-work.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1200,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'glyphs-error-against-work.svg'
pointScale = 0.8
fontScale = 1.0
set title Text[1]
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 0.1, Text[4] 1.0, Text[5] 10.0, Text[6] 100.0)
set ylabel Text[7]
set ytics (Text[8] 0.2, Text[9] 0.5, Text[4] 1.0, Text[10] 2.0, Text[11] 5.0, Text[5] 10.0, Text[12] 20.0, Text[13] 50.0)
set logscale xy
set xrange [0.049713656:285.7350912]
set yrange [0.1805830416788414:70.05053918929455]
set key tmargin center horizontal Left reverse
plot 'glyphs-error-against-work.dat' index 3 using 1:2 with steps lc rgb '#B8B8B8' lw 9 title Text[14], \
    'glyphs-error-against-work.dat' index 0 using 6:2:3:4 with yerrorbars lc rgb '#0072B2' lw 2 pt 7 ps 0 notitle, \
    'glyphs-error-against-work.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[15], \
    'glyphs-error-against-work.dat' index 1 using 6:2:3:4 with yerrorbars lc rgb '#D55E00' lw 2 pt 7 ps 0 notitle, \
    'glyphs-error-against-work.dat' index 1 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 5 ps pointScale dt 1 title Text[16], \
    'glyphs-error-against-work.dat' index 2 using 6:2:3:4 with yerrorbars lc rgb '#7A4B1E' lw 2 pt 7 ps 0 notitle, \
    'glyphs-error-against-work.dat' index 2 using 1:2 with linespoints lc rgb '#7A4B1E' lw 3 pt 2 ps pointScale dt 1 title Text[17]
set terminal pngcairo size 1200,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'glyphs-error-against-work.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
