# Drawn by 'hindsight report'; 'gnuplot critical-difference.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of critical-difference.txt: nothing in it is taken for a command.
array Text[12]
set datafile separator "\t"
set datafile commentschars ""
stats 'critical-difference.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1300,440 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'critical-difference.svg'
pointScale = 0.8
fontScale = 1.0
set arrow from 2.0,0 to 2.0,-0.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 2.0,-0.95 to 0.9,-0.95 nohead lw 1.5 lc rgb '#606060'
set label Text[1] at 0.85,-0.95 right
set arrow from 2.3333333333333335,0 to 2.3333333333333335,-1.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 2.3333333333333335,-1.95 to 0.9,-1.95 nohead lw 1.5 lc rgb '#606060'
set label Text[2] at 0.85,-1.95 right
set arrow from 2.6666666666666665,0 to 2.6666666666666665,-2.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 2.6666666666666665,-2.95 to 0.9,-2.95 nohead lw 1.5 lc rgb '#606060'
set label Text[3] at 0.85,-2.95 right
set arrow from 3.0,0 to 3.0,-1.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 3.0,-1.95 to 5.1,-1.95 nohead lw 1.5 lc rgb '#606060'
set label Text[4] at 5.1499999999999995,-1.95 left
set arrow from 5.0,0 to 5.0,-0.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 5.0,-0.95 to 5.1,-0.95 nohead lw 1.5 lc rgb '#606060'
set label Text[5] at 5.1499999999999995,-0.95 left
set arrow from 1.96,-0.3 to 5.04,-0.3 nohead lw 6 lc rgb '#D55E00' front
set arrow from 1,0 to 1,0.18 nohead lw 2 lc rgb '#000000'
set label Text[6] at 1,0.5 center
set arrow from 2,0 to 2,0.18 nohead lw 2 lc rgb '#000000'
set label Text[7] at 2,0.5 center
set arrow from 3,0 to 3,0.18 nohead lw 2 lc rgb '#000000'
set label Text[8] at 3,0.5 center
set arrow from 4,0 to 4,0.18 nohead lw 2 lc rgb '#000000'
set label Text[9] at 4,0.5 center
set arrow from 5,0 to 5,0.18 nohead lw 2 lc rgb '#000000'
set label Text[10] at 5,0.5 center
set arrow from 1,1.2 to 4.521541570196252,1.2 heads size 0.05,90 lw 2 lc rgb '#000000'
set label Text[11] at 2.760770785098126,1.7 center
unset ytics
unset border
unset key
set title Text[12] offset 0,0.5
set xrange [-1.25:7.25]
set yrange [-3.95:2.2]
unset xtics
set arrow from 1,0 to 5,0 nohead lw 2 lc rgb '#000000'
plot 'critical-difference.dat' using 1:(0) with points pt 7 ps pointScale lc rgb '#0072B2'
set terminal pngcairo size 1300,440 background rgb 'white' font 'Sans,19' noenhanced
set output 'critical-difference.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
