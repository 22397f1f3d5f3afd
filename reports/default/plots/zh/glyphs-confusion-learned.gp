# Drawn by 'hindsight report'; 'gnuplot glyphs-confusion-learned.gp' in this folder draws it again.
set encoding utf8
set terminal svg size 900,760 background rgb 'white' font 'Helvetica,Arial,sans-serif,24' noenhanced
set output 'glyphs-confusion-learned.svg'
pointScale = 0.8
set title 'lenet5，glyphs（合成数据），10,000 张训练图像'
set size ratio -1
set xrange [-0.5:9.5]
set yrange [9.5:-0.5]
set xlabel '回答'
set ylabel '真实类别'
set xtics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5, '6' 6, '7' 7, '8' 8, '9' 9) scale 0
set ytics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5, '6' 6, '7' 7, '8' 8, '9' 9) scale 0
set cblabel '占真实类别的份额（%）' offset 1.5
set cbrange [0:0.8264462809917356]
set palette defined (0 '#FFFFFF', 0.5 '#F4A582', 1 '#B2182B')
set object 1 rectangle from graph 0, graph 0 to graph 1, graph 1 fc rgb '#E0E0E0' fs noborder behind
plot 'glyphs-confusion-learned.dat' using 1:2:3 with image pixels notitle, \
    'glyphs-confusion-learned.dat' using 1:2:($4 > 0 ? sprintf('%d', $4) : '') with labels font ',15' notitle
set terminal pngcairo size 900,760 background rgb 'white' font 'Sans,19' noenhanced
set output 'glyphs-confusion-learned.png'
pointScale = 1.5
replot
set output
