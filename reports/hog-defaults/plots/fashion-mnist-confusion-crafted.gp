# Drawn by 'hindsight report'; 'gnuplot fashion-mnist-confusion-crafted.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 900,760 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'fashion-mnist-confusion-crafted.svg'
pointScale = 0.8
set title 'strongest-paper-4-C0.1 on fashion-mnist (validation), 50,000 training images'
set size ratio -1
set xrange [-0.5:9.5]
set yrange [9.5:-0.5]
set xlabel 'answer'
set ylabel 'true class'
set xtics ('T-shirt' 0, 'trousers' 1, 'pullover' 2, 'dress' 3, 'coat' 4, 'sandal' 5, 'shirt' 6, 'sneaker' 7, 'bag' 8, 'ankle boot' 9) rotate by 45 right scale 0
set ytics ('T-shirt' 0, 'trousers' 1, 'pullover' 2, 'dress' 3, 'coat' 4, 'sandal' 5, 'shirt' 6, 'sneaker' 7, 'bag' 8, 'ankle boot' 9) scale 0
set cblabel 'share of the true class (%)' offset 1.5
set cbrange [0:10.592808551992226]
set palette defined (0 '#FFFFFF', 0.5 '#F4A582', 1 '#B2182B')
set object 1 rectangle from graph 0, graph 0 to graph 1, graph 1 fc rgb '#E0E0E0' fs noborder behind
plot 'fashion-mnist-confusion-crafted.dat' using 1:2:3 with image pixels notitle, \
    'fashion-mnist-confusion-crafted.dat' using 1:2:($4 > 0 ? sprintf('%d', $4) : '') with labels font ',15' notitle
set terminal pngcairo size 900,760 background rgb 'white' font 'Sans,19' noenhanced
set output 'fashion-mnist-confusion-crafted.png'
pointScale = 1.5
replot
set output
