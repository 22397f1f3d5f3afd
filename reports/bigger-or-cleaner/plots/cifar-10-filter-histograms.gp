# Drawn by 'hindsight report'; 'gnuplot cifar-10-filter-histograms.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of cifar-10-filter-histograms.txt: nothing in it is taken for a command.
array Text[16]
set datafile separator "\t"
set datafile commentschars ""
stats 'cifar-10-filter-histograms.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1400,750 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'cifar-10-filter-histograms.svg'
pointScale = 0.8
fontScale = 1.0
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set title Text[1]
set style data histograms
set style histogram clustered gap 1
set style fill solid 0.85 noborder
set xlabel Text[2]
set ylabel Text[3]
set yrange [0:*]
set xtics (Text[4] 0, Text[5] 1, Text[6] 2, Text[7] 3, Text[8] 4, Text[9] 5, Text[10] 6, Text[11] 7, Text[12] 9, Text[13] 10, Text[14] 11, Text[15] 12) scale 0
set grid noxtics
set arrow from -0.5,12.5 to 7.5,12.5 nohead dt 2 lw 2 lc rgb '#606060' front
set key tmargin center horizontal Left reverse
plot 'cifar-10-filter-histograms.dat' using 1 title Text[16] lc rgb '#009E73'
set terminal pngcairo size 1400,750 background rgb 'white' font 'Sans,19' noenhanced
set output 'cifar-10-filter-histograms.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
