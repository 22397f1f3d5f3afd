# Drawn by 'hindsight report'; 'gnuplot caltech-101-confusion-crafted.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 900,760 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'caltech-101-confusion-crafted.svg'
pointScale = 0.8
set title 'strongest-shared-16-C1 on caltech-101 (validation), 1,515 training images'
set size ratio -1
set xrange [-0.5:100.5]
set yrange [100.5:-0.5]
set xlabel 'answer'
set ylabel 'true class'
set xtics scale 0
set ytics scale 0
set cblabel 'share of the true class (%)' offset 1.5
set cbrange [0:100.0]
set palette defined (0 '#FFFFFF', 0.5 '#F4A582', 1 '#B2182B')
set object 1 rectangle from graph 0, graph 0 to graph 1, graph 1 fc rgb '#E0E0E0' fs noborder behind
plot 'caltech-101-confusion-crafted.dat' using 1:2:3 with image pixels notitle
set terminal pngcairo size 900,760 background rgb 'white' font 'Sans,19' noenhanced
set output 'caltech-101-confusion-crafted.png'
pointScale = 1.5
replot
set output
