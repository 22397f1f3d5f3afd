# Drawn by 'hindsight report'; 'gnuplot cifar-10-confusion-crafted.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 900,760 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'cifar-10-confusion-crafted.svg'
pointScale = 0.8
set title 'strongest-shared-4-C0.1 on cifar-10 (validation), 41,667 training images'
set size ratio -1
set xrange [-0.5:9.5]
set yrange [9.5:-0.5]
set xlabel 'answer'
set ylabel 'true class'
set xtics ('airplane' 0, 'automobile' 1, 'bird' 2, 'cat' 3, 'deer' 4, 'dog' 5, 'frog' 6, 'horse' 7, 'ship' 8, 'truck' 9) rotate by 45 right scale 0
set ytics ('airplane' 0, 'automobile' 1, 'bird' 2, 'cat' 3, 'deer' 4, 'dog' 5, 'frog' 6, 'horse' 7, 'ship' 8, 'truck' 9) scale 0
set cblabel 'share of the true class (%)' offset 1.5
set cbrange [0:14.492753623188406]
set palette defined (0 '#FFFFFF', 0.5 '#F4A582', 1 '#B2182B')
set object 1 rectangle from graph 0, graph 0 to graph 1, graph 1 fc rgb '#E0E0E0' fs noborder behind
plot 'cifar-10-confusion-crafted.dat' using 1:2:3 with image pixels notitle, \
    'cifar-10-confusion-crafted.dat' using 1:2:($4 > 0 ? sprintf('%d', $4) : '') with labels font ',15' notitle
set terminal pngcairo size 900,760 background rgb 'white' font 'Sans,19' noenhanced
set output 'cifar-10-confusion-crafted.png'
pointScale = 1.5
replot
set output
