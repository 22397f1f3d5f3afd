# Drawn by 'hindsight report'; 'gnuplot critical-difference.gp' in this folder draws it again.
set encoding utf8
# Every text is a line of critical-difference.txt: nothing in it is taken for a command.
array Text[42]
set datafile separator "\t"
set datafile commentschars ""
stats 'critical-difference.txt' using (Text[int($0) + 1] = strcol(1), 0) nooutput
set datafile separator
set datafile commentschars
set terminal svg size 1300,1160 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'critical-difference.svg'
pointScale = 0.8
fontScale = 1.0
set arrow from 3.0,0 to 3.0,-1.2999999999999998 nohead lw 1.5 lc rgb '#606060'
set arrow from 3.0,-1.2999999999999998 to 0.9,-1.2999999999999998 nohead lw 1.5 lc rgb '#606060'
set label Text[1] at 0.85,-1.2999999999999998 right
set arrow from 4.333333333333333,0 to 4.333333333333333,-2.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 4.333333333333333,-2.3 to 0.9,-2.3 nohead lw 1.5 lc rgb '#606060'
set label Text[2] at 0.85,-2.3 right
set arrow from 4.666666666666667,0 to 4.666666666666667,-3.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 4.666666666666667,-3.3 to 0.9,-3.3 nohead lw 1.5 lc rgb '#606060'
set label Text[3] at 0.85,-3.3 right
set arrow from 5.0,0 to 5.0,-4.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 5.0,-4.3 to 0.9,-4.3 nohead lw 1.5 lc rgb '#606060'
set label Text[4] at 0.85,-4.3 right
set arrow from 5.666666666666667,0 to 5.666666666666667,-5.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 5.666666666666667,-5.3 to 0.9,-5.3 nohead lw 1.5 lc rgb '#606060'
set label Text[5] at 0.85,-5.3 right
set arrow from 7.333333333333333,0 to 7.333333333333333,-6.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 7.333333333333333,-6.3 to 0.9,-6.3 nohead lw 1.5 lc rgb '#606060'
set label Text[6] at 0.85,-6.3 right
set arrow from 7.333333333333333,0 to 7.333333333333333,-7.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 7.333333333333333,-7.3 to 0.9,-7.3 nohead lw 1.5 lc rgb '#606060'
set label Text[7] at 0.85,-7.3 right
set arrow from 8.333333333333334,0 to 8.333333333333334,-8.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 8.333333333333334,-8.3 to 0.9,-8.3 nohead lw 1.5 lc rgb '#606060'
set label Text[8] at 0.85,-8.3 right
set arrow from 9.0,0 to 9.0,-9.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 9.0,-9.3 to 0.9,-9.3 nohead lw 1.5 lc rgb '#606060'
set label Text[9] at 0.85,-9.3 right
set arrow from 9.0,0 to 9.0,-10.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 9.0,-10.3 to 0.9,-10.3 nohead lw 1.5 lc rgb '#606060'
set label Text[10] at 0.85,-10.3 right
set arrow from 10.0,0 to 10.0,-11.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 10.0,-11.3 to 0.9,-11.3 nohead lw 1.5 lc rgb '#606060'
set label Text[11] at 0.85,-11.3 right
set arrow from 13.0,0 to 13.0,-12.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 13.0,-12.3 to 0.9,-12.3 nohead lw 1.5 lc rgb '#606060'
set label Text[12] at 0.85,-12.3 right
set arrow from 14.0,0 to 14.0,-13.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 14.0,-13.3 to 0.9,-13.3 nohead lw 1.5 lc rgb '#606060'
set label Text[13] at 0.85,-13.3 right
set arrow from 14.333333333333334,0 to 14.333333333333334,-14.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 14.333333333333334,-14.3 to 0.9,-14.3 nohead lw 1.5 lc rgb '#606060'
set label Text[14] at 0.85,-14.3 right
set arrow from 15.0,0 to 15.0,-15.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 15.0,-15.3 to 0.9,-15.3 nohead lw 1.5 lc rgb '#606060'
set label Text[15] at 0.85,-15.3 right
set arrow from 16.333333333333332,0 to 16.333333333333332,-15.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 16.333333333333332,-15.3 to 30.1,-15.3 nohead lw 1.5 lc rgb '#606060'
set label Text[16] at 30.150000000000002,-15.3 left
set arrow from 16.666666666666668,0 to 16.666666666666668,-14.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 16.666666666666668,-14.3 to 30.1,-14.3 nohead lw 1.5 lc rgb '#606060'
set label Text[17] at 30.150000000000002,-14.3 left
set arrow from 17.333333333333332,0 to 17.333333333333332,-13.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 17.333333333333332,-13.3 to 30.1,-13.3 nohead lw 1.5 lc rgb '#606060'
set label Text[18] at 30.150000000000002,-13.3 left
set arrow from 18.0,0 to 18.0,-12.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 18.0,-12.3 to 30.1,-12.3 nohead lw 1.5 lc rgb '#606060'
set label Text[19] at 30.150000000000002,-12.3 left
set arrow from 20.333333333333332,0 to 20.333333333333332,-11.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 20.333333333333332,-11.3 to 30.1,-11.3 nohead lw 1.5 lc rgb '#606060'
set label Text[20] at 30.150000000000002,-11.3 left
set arrow from 20.333333333333332,0 to 20.333333333333332,-10.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 20.333333333333332,-10.3 to 30.1,-10.3 nohead lw 1.5 lc rgb '#606060'
set label Text[21] at 30.150000000000002,-10.3 left
set arrow from 21.0,0 to 21.0,-9.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 21.0,-9.3 to 30.1,-9.3 nohead lw 1.5 lc rgb '#606060'
set label Text[22] at 30.150000000000002,-9.3 left
set arrow from 22.0,0 to 22.0,-8.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 22.0,-8.3 to 30.1,-8.3 nohead lw 1.5 lc rgb '#606060'
set label Text[23] at 30.150000000000002,-8.3 left
set arrow from 22.333333333333332,0 to 22.333333333333332,-7.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 22.333333333333332,-7.3 to 30.1,-7.3 nohead lw 1.5 lc rgb '#606060'
set label Text[24] at 30.150000000000002,-7.3 left
set arrow from 24.0,0 to 24.0,-6.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 24.0,-6.3 to 30.1,-6.3 nohead lw 1.5 lc rgb '#606060'
set label Text[25] at 30.150000000000002,-6.3 left
set arrow from 25.666666666666668,0 to 25.666666666666668,-5.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 25.666666666666668,-5.3 to 30.1,-5.3 nohead lw 1.5 lc rgb '#606060'
set label Text[26] at 30.150000000000002,-5.3 left
set arrow from 26.0,0 to 26.0,-4.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 26.0,-4.3 to 30.1,-4.3 nohead lw 1.5 lc rgb '#606060'
set label Text[27] at 30.150000000000002,-4.3 left
set arrow from 26.333333333333332,0 to 26.333333333333332,-3.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 26.333333333333332,-3.3 to 30.1,-3.3 nohead lw 1.5 lc rgb '#606060'
set label Text[28] at 30.150000000000002,-3.3 left
set arrow from 28.666666666666668,0 to 28.666666666666668,-2.3 nohead lw 1.5 lc rgb '#606060'
set arrow from 28.666666666666668,-2.3 to 30.1,-2.3 nohead lw 1.5 lc rgb '#606060'
set label Text[29] at 30.150000000000002,-2.3 left
set arrow from 30.0,0 to 30.0,-1.2999999999999998 nohead lw 1.5 lc rgb '#606060'
set arrow from 30.0,-1.2999999999999998 to 30.1,-1.2999999999999998 nohead lw 1.5 lc rgb '#606060'
set label Text[30] at 30.150000000000002,-1.2999999999999998 left
set arrow from 2.96,-0.3 to 28.706666666666667,-0.3 nohead lw 6 lc rgb '#D55E00' front
set arrow from 4.293333333333333,-0.6499999999999999 to 30.04,-0.6499999999999999 nohead lw 6 lc rgb '#D55E00' front
set arrow from 1,0 to 1,0.18 nohead lw 2 lc rgb '#000000'
set label Text[31] at 1,0.5 center
set arrow from 2,0 to 2,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 3,0 to 3,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 4,0 to 4,0.18 nohead lw 2 lc rgb '#000000'
set label Text[32] at 4,0.5 center
set arrow from 5,0 to 5,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 6,0 to 6,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 7,0 to 7,0.18 nohead lw 2 lc rgb '#000000'
set label Text[33] at 7,0.5 center
set arrow from 8,0 to 8,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 9,0 to 9,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 10,0 to 10,0.18 nohead lw 2 lc rgb '#000000'
set label Text[34] at 10,0.5 center
set arrow from 11,0 to 11,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 12,0 to 12,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 13,0 to 13,0.18 nohead lw 2 lc rgb '#000000'
set label Text[35] at 13,0.5 center
set arrow from 14,0 to 14,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 15,0 to 15,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 16,0 to 16,0.18 nohead lw 2 lc rgb '#000000'
set label Text[36] at 16,0.5 center
set arrow from 17,0 to 17,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 18,0 to 18,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 19,0 to 19,0.18 nohead lw 2 lc rgb '#000000'
set label Text[37] at 19,0.5 center
set arrow from 20,0 to 20,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 21,0 to 21,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 22,0 to 22,0.18 nohead lw 2 lc rgb '#000000'
set label Text[38] at 22,0.5 center
set arrow from 23,0 to 23,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 24,0 to 24,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 25,0 to 25,0.18 nohead lw 2 lc rgb '#000000'
set label Text[39] at 25,0.5 center
set arrow from 26,0 to 26,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 27,0 to 27,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 28,0 to 28,0.18 nohead lw 2 lc rgb '#000000'
set label Text[40] at 28,0.5 center
set arrow from 29,0 to 29,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 30,0 to 30,0.18 nohead lw 2 lc rgb '#000000'
set arrow from 1,1.2 to 27.944600658564156,1.2 heads size 0.05,90 lw 2 lc rgb '#000000'
set label Text[41] at 14.472300329282078,1.7 center
unset ytics
unset border
unset key
set title Text[42] offset 0,0.5
set xrange [-12.5:43.5]
set yrange [-16.3:2.2]
unset xtics
set arrow from 1,0 to 30,0 nohead lw 2 lc rgb '#000000'
plot 'critical-difference.dat' using 1:(0) with points pt 7 ps pointScale lc rgb '#0072B2'
set terminal pngcairo size 1300,1160 background rgb 'white' font 'Sans,19' noenhanced
set output 'critical-difference.png'
pointScale = 1.5
fontScale = 19.0 / 24
replot
set output
