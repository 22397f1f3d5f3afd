# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-selection-1.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of fashion-mnist-selection-1.txt: nothing in it is taken for a command.
array Text[12]
set datafile separator "\t"
set datafile commentschars ""
stats 'fashion-mnist-selection-1.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1000,610 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'fashion-mnist-selection-1.svg'
pointScale = 0.8
fontScale = 1.0
set title Text[1]
set xrange [-0.5:3.5]
set yrange [-0.5:4.5]
set xlabel Text[2]
set ylabel Text[3]
set xtics (Text[4] 0, Text[5] 1, Text[6] 2, Text[7] 3) scale 0
set ytics (Text[8] 0, Text[9] 1, Text[10] 2, Text[11] 3, Text[4] 4) scale 0
set rmargin 12
set cblabel Text[12] offset 1.5
set cbrange [75.56:90.25999999999999]
set palette defined (0 '#F7FBFF', 0.5 '#6BAED6', 1 '#08306B')
set object 1 rectangle center first 2, first 3 size first 0.96, first 0.94 fs empty border rgb '#D95F02' lw 4 front
plot 'fashion-mnist-selection-1.dat' using 1:2:3 with image pixels notitle, \
    '' using 1:2:($3 > 82.91 ? sprintf('%.1f', $3) : '') with labels tc rgb '#FFFFFF' notitle, \
    '' using 1:2:($3 > 82.91 ? '' : sprintf('%.1f', $3)) with labels tc rgb '#202020' notitle
set terminal pngcairo size 1000,610 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-selection-1.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
