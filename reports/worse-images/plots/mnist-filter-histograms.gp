# Drawn by 'hindsight report'; 'gnuplot mnist-filter-histograms.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1400,750 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'mnist-filter-histograms.svg'
pointScale = 0.8
set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'
set border 3 lw 1.5
set tics nomirror
set title 'mnist: oriented edges among learned filters'
set datafile separator tab
set style data histograms
set style histogram clustered gap 1
set style fill solid 0.85 noborder
set xlabel 'direction of the wave, degrees (0 right, 90 down)                frequency, cycles a pixel'
set ylabel 'share of the edges (%)'
set yrange [0:*]
set xtics scale 0
set grid noxtics
set arrow from -0.5,12.5 to 7.5,12.5 nohead dt 2 lw 2 lc rgb '#606060' front
set key tmargin center horizontal Left reverse
plot 'mnist-filter-histograms.dat' using 2:xtic(1) title 'lenet5, 8 edges' lc rgb '#CC79A7', \
    'mnist-filter-histograms.dat' using 3:xtic(1) title 'lenet5-distorted, 12 edges' lc rgb '#E69F00'
set terminal pngcairo size 1400,750 background rgb 'white' font 'Sans,19' noenhanced
set output 'mnist-filter-histograms.png'
pointScale = 1.5
replot
set output
