# Drawn by 'hindsight report'; 'gnuplot critical-difference.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of critical-difference.txt: nothing in it is taken for a command.
array Text[8]
set datafile separator "\t"
set datafile commentschars ""
stats 'critical-difference.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1300,380 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'critical-difference.svg'
pointScale = 0.8
fontScale = 1.0
set arrow from 1.0,0 to 1.0,-0.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 1.0,-0.95 to 0.9,-0.95 nohead lw 1.5 lc rgb '#606060'
set label Text[1] at 0.85,-0.95 right
set arrow from 2.3333333333333335,0 to 2.3333333333333335,-1.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 2.3333333333333335,-1.95 to 0.9,-1.95 nohead lw 1.5 lc rgb '#606060'
set label Text[2] at 0.85,-1.95 right
set arrow from 2.6666666666666665,0 to 2.6666666666666665,-0.95 nohead lw 1.5 lc rgb '#606060'
set arrow from 2.6666666666666665,-0.95 to 3.1,-0.95 nohead lw 1.5 lc rgb '#606060'
set label Text[3] at 3.15,-0.95 left
set arrow from 0.96,-0.3 to 2.7066666666666666,-0.3 nohead lw 6 lc rgb '#D55E00' front
set arrow from 1,0 to 1,0.18 nohead lw 2 lc rgb '#000000'
set label Text[4] at 1,0.5 center
set arrow from 2,0 to 2,0.18 nohead lw 2 lc rgb '#000000'
set label Text[5] at 2,0.5 center
set arrow from 3,0 to 3,0.18 nohead lw 2 lc rgb '#000000'
set label Text[6] at 3,0.5 center
set arrow from 1,1.2 to 2.913623515496698,1.2 heads size 0.05,90 lw 2 lc rgb '#000000'
set label Text[7] at 1.956811757748349,1.7 center
unset ytics
unset border
unset key
set title Text[8] offset 0,0.5
set xrange [-0.3500000000000001:4.35]
set yrange [-2.95:2.2]
unset xtics
set arrow from 1,0 to 3,0 nohead lw 2 lc rgb '#000000'
plot 'critical-difference.dat' using 1:(0) with points pt 7 ps pointScale lc rgb '#0072B2'
set terminal pngcairo size 1300,380 background rgb 'white' font 'Sans,19' noenhanced
set output 'critical-difference.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
