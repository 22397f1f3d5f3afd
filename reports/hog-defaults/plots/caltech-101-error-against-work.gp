# Drawn by 'hindsight report'; 'gnuplot caltech-101-error-against-work.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of caltech-101-error-against-work.txt: nothing in it is taken for a command.
array Text[28]
set datafile separator "\t"
set datafile commentschars ""
stats 'caltech-101-error-against-work.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1500,800 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'caltech-101-error-against-work.svg'
pointScale = 0.8
set title Text[1]
set logscale xy
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set xlabel Text[2]
set xtics (Text[3] 100.0, Text[4] 200.0, Text[5] 500.0)
set ylabel Text[6]
set ytics (Text[7] 50.0, Text[8] 60.0, Text[9] 80.0)
set xrange [56.2354914624:1059.6651154725]
set yrange [45.61981972221834:81.05468247927878]
set key outside right top
plot 'caltech-101-error-against-work.dat' index 18 using 1:2 with steps lc rgb '#B8B8B8' lw 9 title Text[10], \
    'caltech-101-error-against-work.dat' index 0 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 0 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[11], \
    'caltech-101-error-against-work.dat' index 1 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 1 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 11 ps pointScale dt 1 title Text[12], \
    'caltech-101-error-against-work.dat' index 2 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 2 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 13 ps pointScale dt 1 title Text[13], \
    'caltech-101-error-against-work.dat' index 3 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 3 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 5 ps pointScale dt 1 title Text[14], \
    'caltech-101-error-against-work.dat' index 4 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 9 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 4 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 9 ps pointScale dt 1 title Text[15], \
    'caltech-101-error-against-work.dat' index 5 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 5 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 15 ps pointScale dt 1 title Text[16], \
    'caltech-101-error-against-work.dat' index 6 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 5 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 6 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 5 ps pointScale dt 1 title Text[17], \
    'caltech-101-error-against-work.dat' index 7 using 1:2:3:4 with yerrorbars lc rgb '#CC79A7' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 7 using 1:2 with linespoints lc rgb '#CC79A7' lw 3 pt 15 ps pointScale dt 1 title Text[18], \
    'caltech-101-error-against-work.dat' index 8 using 1:2:3:4 with yerrorbars lc rgb '#E69F00' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 8 using 1:2 with linespoints lc rgb '#E69F00' lw 3 pt 7 ps pointScale dt 1 title Text[19], \
    'caltech-101-error-against-work.dat' index 9 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 13 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 9 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 13 ps pointScale dt 1 title Text[20], \
    'caltech-101-error-against-work.dat' index 10 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 10 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 15 ps pointScale dt 1 title Text[21], \
    'caltech-101-error-against-work.dat' index 11 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 11 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 11 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 11 ps pointScale dt 1 title Text[22], \
    'caltech-101-error-against-work.dat' index 12 using 1:2:3:4 with yerrorbars lc rgb '#009E73' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 12 using 1:2 with linespoints lc rgb '#009E73' lw 3 pt 7 ps pointScale dt 1 title Text[23], \
    'caltech-101-error-against-work.dat' index 13 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 13 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 15 ps pointScale dt 1 title Text[24], \
    'caltech-101-error-against-work.dat' index 14 using 1:2:3:4 with yerrorbars lc rgb '#D55E00' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 14 using 1:2 with linespoints lc rgb '#D55E00' lw 3 pt 7 ps pointScale dt 1 title Text[25], \
    'caltech-101-error-against-work.dat' index 15 using 1:2:3:4 with yerrorbars lc rgb '#000000' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 15 using 1:2 with linespoints lc rgb '#000000' lw 3 pt 15 ps pointScale dt 1 title Text[26], \
    'caltech-101-error-against-work.dat' index 16 using 1:2:3:4 with yerrorbars lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 16 using 1:2 with linespoints lc rgb '#0072B2' lw 3 pt 7 ps pointScale dt 1 title Text[27], \
    'caltech-101-error-against-work.dat' index 17 using 1:2:3:4 with yerrorbars lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 notitle, \
    'caltech-101-error-against-work.dat' index 17 using 1:2 with linespoints lc rgb '#56B4E9' lw 3 pt 15 ps pointScale dt 1 title Text[28]
set terminal pngcairo size 1500,800 background rgb 'white' font 'Sans,19' noenhanced
set output 'caltech-101-error-against-work.png'
pointScale = 1.5
replot
set output
