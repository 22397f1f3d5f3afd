# Drawn by 'hindsight report'; 'gnuplot glyphs-confusion-crafted.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 900,760 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'glyphs-confusion-crafted.svg'
pointScale = 0.8
set title 'strongest-shared-6-C1 on glyphs (synthetic, validation), 5,000 training images'
set size ratio -1
set xrange [-0.5:9.5]
set yrange [9.5:-0.5]
set xlabel 'answer'
set ylabel 'true class'
set xtics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5, '6' 6, '7' 7, '8' 8, '9' 9) scale 0
set ytics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5, '6' 6, '7' 7, '8' 8, '9' 9) scale 0
set cblabel 'share of the true class (%)' offset 1.5
set cbrange [0:3.7037037037037037]
set palette defined (0 '#FFFFFF', 0.5 '#F4A582', 1 '#B2182B')
set object 1 rectangle from graph 0, graph 0 to graph 1, graph 1 fc rgb '#E0E0E0' fs noborder behind
plot 'glyphs-confusion-crafted.dat' using 1:2:3 with image pixels notitle, \
    'glyphs-confusion-crafted.dat' using 1:2:($4 > 0 ? sprintf('%d', $4) : '') with labels font ',15' notitle
set terminal pngcairo size 900,760 background rgb 'white' font 'Sans,19' noenhanced
set output 'glyphs-confusion-crafted.png'
pointScale = 1.5
replot
set output
