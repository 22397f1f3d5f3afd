# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-selection-1.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 1000,610 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'fashion-mnist-selection-1.svg'
pointScale = 0.8
set title 'hog-rbf-searched on fashion-mnist, 5,000 training images'
set xrange [-0.5:3.5]
set yrange [-0.5:4.5]
set xlabel 'C'
set ylabel 'gamma'
set xtics ('0.1' 0, '1' 1, '10' 2, '100' 3) scale 0
set ytics ('0.005' 0, '0.01' 1, '0.02' 2, '0.05' 3, '0.1' 4) scale 0
set rmargin 12
set cblabel 'accuracy in cross-validation (%)' offset 1.5
set cbrange [75.56:90.25999999999999]
set palette defined (0 '#F7FBFF', 0.5 '#6BAED6', 1 '#08306B')
set object 1 rectangle center first 2, first 3 size first 0.96, first 0.94 fs empty border rgb '#D95F02' lw 4 front
plot 'fashion-mnist-selection-1.dat' using 1:2:3 with image pixels notitle, \
    '' using 1:2:($3 > 82.91 ? sprintf('%.1f', $3) : '') with labels tc rgb '#FFFFFF' notitle, \
    '' using 1:2:($3 > 82.91 ? '' : sprintf('%.1f', $3)) with labels tc rgb '#202020' notitle
set terminal pngcairo size 1000,610 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-selection-1.png'
pointScale = 1.5
replot
set output
