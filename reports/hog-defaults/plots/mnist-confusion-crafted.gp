# Drawn by 'hindsight report'; 'gnuplot mnist-confusion-crafted.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of mnist-confusion-crafted.txt: nothing in it is taken for a command.
array Text[14]
set datafile separator "\t"
set datafile commentschars ""
stats 'mnist-confusion-crafted.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 900,760 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'mnist-confusion-crafted.svg'
pointScale = 0.8
fontScale = 1.0
set title Text[1] font sprintf(',%.1f', 22.25672877846791 * fontScale)
set size ratio -1
set xrange [-0.5:9.5]
set yrange [9.5:-0.5]
set xlabel Text[2]
set ylabel Text[3]
set xtics (Text[4] 0, Text[5] 1, Text[6] 2, Text[7] 3, Text[8] 4, Text[9] 5, Text[10] 6, Text[11] 7, Text[12] 8, Text[13] 9) scale 0
set ytics (Text[4] 0, Text[5] 1, Text[6] 2, Text[7] 3, Text[8] 4, Text[9] 5, Text[10] 6, Text[11] 7, Text[12] 8, Text[13] 9) scale 0
set cblabel Text[14] offset 1.5
set cbrange [0:0.7526881720430108]
set palette defined (0 '#FFFFFF', 0.5 '#F4A582', 1 '#B2182B')
set object 1 rectangle from graph 0, graph 0 to graph 1, graph 1 fc rgb '#E0E0E0' fs noborder behind
plot 'mnist-confusion-crafted.dat' using 1:2:3 with image pixels notitle, \
    'mnist-confusion-crafted.dat' using 1:2:($4 > 0 ? sprintf('%d', $4) : '') with labels font ',15' tc rgb '#202020' notitle
reset
set terminal pngcairo size 900,760 background rgb 'white' font 'Sans,19' noenhanced
set output 'mnist-confusion-crafted.png'
pointScale = 1.5
fontScale = 19.0 / 24
set title Text[1] font sprintf(',%.1f', 22.25672877846791 * fontScale)
set size ratio -1
set xrange [-0.5:9.5]
set yrange [9.5:-0.5]
set xlabel Text[2]
set ylabel Text[3]
set xtics (Text[4] 0, Text[5] 1, Text[6] 2, Text[7] 3, Text[8] 4, Text[9] 5, Text[10] 6, Text[11] 7, Text[12] 8, Text[13] 9) scale 0
set ytics (Text[4] 0, Text[5] 1, Text[6] 2, Text[7] 3, Text[8] 4, Text[9] 5, Text[10] 6, Text[11] 7, Text[12] 8, Text[13] 9) scale 0
set cblabel Text[14] offset 1.5
set cbrange [0:0.7526881720430108]
set palette defined (0 '#FFFFFF', 0.5 '#F4A582', 1 '#B2182B')
set object 1 rectangle from graph 0, graph 0 to graph 1, graph 1 fc rgb '#E0E0E0' fs noborder behind
plot 'mnist-confusion-crafted.dat' using 1:2:3 with image pixels notitle, \
    'mnist-confusion-crafted.dat' using 1:2:($4 > 0 ? sprintf('%d', $4) : '') with labels font ',15' tc rgb '#202020' notitle
set output
