# Drawn by 'hindsight report'; 'gnuplot critical-difference.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of critical-difference.txt: nothing in it is taken for a command.
array Text[22]
set datafile separator "\t"
set datafile commentschars ""
stats 'critical-difference.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1300,560 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'critical-difference.svg'
pointScale = 0.8
fontScale = 1.0
set arrow from 1.2,0 to 1.2,-1.65 nohead lw 1.5 lc rgb '#606060'
set arrow from 1.2,-1.65 to 0.9,-1.65 nohead lw 1.5 lc rgb '#606060'
set label Text[1] at 0.85,-1.65 right
set arrow from 3.0,0 to 3.0,-2.65 nohead lw 1.5 lc rgb '#606060'
set arrow from 3.0,-2.65 to 0.9,-2.65 nohead lw 1.5 lc rgb '#606060'
set label Text[2] at 0.85,-2.65 right
set arrow from 3.4,0 to 3.4,-3.65 nohead lw 1.5 lc rgb '#606060'
set arrow from 3.4,-3.65 to 0.9,-3.65 nohead lw 1.5 lc rgb '#606060'
set label Text[3] at 0.85,-3.65 right
set arrow from 4.1,0 to 4.1,-4.65 nohead lw 1.5 lc rgb '#606060'
set arrow from 4.1,-4.65 to 0.9,-4.65 nohead lw 1.5 lc rgb '#606060'
set label Text[4] at 0.85,-4.65 right
set arrow from 4.5,0 to 4.5,-5.65 nohead lw 1.5 lc rgb '#606060'
set arrow from 4.5,-5.65 to 0.9,-5.65 nohead lw 1.5 lc rgb '#606060'
set label Text[5] at 0.85,-5.65 right
set arrow from 6.6,0 to 6.6,-5.65 nohead lw 1.5 lc rgb '#606060'
set arrow from 6.6,-5.65 to 10.1,-5.65 nohead lw 1.5 lc rgb '#606060'
set label Text[6] at 10.15,-5.65 left
set arrow from 6.6,0 to 6.6,-4.65 nohead lw 1.5 lc rgb '#606060'
set arrow from 6.6,-4.65 to 10.1,-4.65 nohead lw 1.5 lc rgb '#606060'
set label Text[7] at 10.15,-4.65 left
set arrow from 7.0,0 to 7.0,-3.65 nohead lw 1.5 lc rgb '#606060'
set arrow from 7.0,-3.65 to 10.1,-3.65 nohead lw 1.5 lc rgb '#606060'
set label Text[8] at 10.15,-3.65 left
set arrow from 8.6,0 to 8.6,-2.65 nohead lw 1.5 lc rgb '#606060'
set arrow from 8.6,-2.65 to 10.1,-2.65 nohead lw 1.5 lc rgb '#606060'
set label Text[9] at 10.15,-2.65 left
set arrow from 10.0,0 to 10.0,-1.65 nohead lw 1.5 lc rgb '#606060'
set arrow from 10.0,-1.65 to 10.1,-1.65 nohead lw 1.5 lc rgb '#606060'
set label Text[10] at 10.15,-1.65 left
set arrow from 1.16,-0.3 to 7.04,-0.3 nohead lw 6 lc rgb '#D55E00' front
set arrow from 2.96,-0.6499999999999999 to 8.639999999999999,-0.6499999999999999 nohead lw 6 lc rgb '#D55E00' front
set arrow from 4.06,-1.0 to 10.04,-1.0 nohead lw 6 lc rgb '#D55E00' front
set arrow from 1,0 to 1,0.18 nohead lw 2 lc rgb '#000000'
set label Text[11] at 1,0.5 center
set arrow from 2,0 to 2,0.18 nohead lw 2 lc rgb '#000000'
set label Text[12] at 2,0.5 center
set arrow from 3,0 to 3,0.18 nohead lw 2 lc rgb '#000000'
set label Text[13] at 3,0.5 center
set arrow from 4,0 to 4,0.18 nohead lw 2 lc rgb '#000000'
set label Text[14] at 4,0.5 center
set arrow from 5,0 to 5,0.18 nohead lw 2 lc rgb '#000000'
set label Text[15] at 5,0.5 center
set arrow from 6,0 to 6,0.18 nohead lw 2 lc rgb '#000000'
set label Text[16] at 6,0.5 center
set arrow from 7,0 to 7,0.18 nohead lw 2 lc rgb '#000000'
set label Text[17] at 7,0.5 center
set arrow from 8,0 to 8,0.18 nohead lw 2 lc rgb '#000000'
set label Text[18] at 8,0.5 center
set arrow from 9,0 to 9,0.18 nohead lw 2 lc rgb '#000000'
set label Text[19] at 9,0.5 center
set arrow from 10,0 to 10,0.18 nohead lw 2 lc rgb '#000000'
set label Text[20] at 10,0.5 center
set arrow from 1,1.2 to 7.057992834069021,1.2 heads size 0.05,90 lw 2 lc rgb '#000000'
set label Text[21] at 4.02899641703451,1.7 center
unset ytics
unset border
unset key
set title Text[22] offset 0,0.5
set xrange [-3.5:14.5]
set yrange [-6.65:2.2]
unset xtics
set arrow from 1,0 to 10,0 nohead lw 2 lc rgb '#000000'
plot 'critical-difference.dat' using 1:(0) with points pt 7 ps pointScale lc rgb '#0072B2'
set terminal pngcairo size 1300,560 background rgb 'white' font 'Sans,19' noenhanced
set output 'critical-difference.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
