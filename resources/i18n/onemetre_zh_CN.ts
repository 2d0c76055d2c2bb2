<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>OneMetre</name>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Images of the city</source>
        <translation>城市影像</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Bands, as in {}</source>
        <translation>波段，格式如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Area of interest</source>
        <translation>感兴趣区（AOI）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Source images and labels</source>
        <translation>源影像与标签</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Time, minutes</source>
        <translation>时间（分钟）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Else: epochs</source>
        <translation>否则：轮数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Weight of the adversarial term</source>
        <translation>对抗项的权重</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Keep the encoder as it is</source>
        <translation>编码器保持不变</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Images in a step</source>
        <translation>每步影像数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Scale of the values</source>
        <translation>像元值的缩放系数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Offset of the values</source>
        <translation>像元值的偏移量</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Processor threads</source>
        <translation>处理器线程数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Name of the adapted model</source>
        <translation>适应后模型的名称</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Replace a model of this name</source>
        <translation>替换同名模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Save it even if it is not better</source>
        <translation>即使没有变好也保存</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Folder of the training</source>
        <translation>训练文件夹</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>HTML files</source>
        <translation>HTML 文件</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Model to use from now on</source>
        <translation>今后使用的模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Its file</source>
        <translation>其文件</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Whether there is an adapted model now</source>
        <translation>现在是否有适应后的模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Whether the adapted model is better than its parent</source>
        <translation>适应后的模型是否优于其父模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Whether that was checked on samples that were left out</source>
        <translation>是否已用留出的样本检验</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>F1 of the parent on samples left out, percent</source>
        <translation>父模型在留出样本上的 F1（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>F1 of the adapted model on samples left out, percent</source>
        <translation>适应后的模型在留出样本上的 F1（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Folder of the training, where it is kept</source>
        <translation>训练文件夹（若保留）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Wall time, seconds</source>
        <translation>耗时（秒）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Device used</source>
        <translation>实际使用的设备</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>{} keeps the training up to its last check; run the same again to go on.</source>
        <translation>{} 保留了截至最近一次验证的训练；用相同的参数再次运行即可继续。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>The model {} can be used now: {}.</source>
        <translation>模型 {} 现在可以使用：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>No model was saved; {} is still the one to use.</source>
        <translation>未保存模型；仍应使用 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>OUTPUT is missing.</source>
        <translation>缺少 OUTPUT。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/adapt.py"/>
        <source>Give the adapted model a name.</source>
        <translation>请给适应后的模型取一个名称。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/describemodel.py"/>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/describemodel.py"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/describemodel.py"/>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/describemodel.py"/>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/describemodel.py"/>
        <source>Bands</source>
        <translation>波段</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/describemodel.py"/>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/describemodel.py"/>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/describemodel.py"/>
        <source>Hash</source>
        <translation>哈希值</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/describemodel.py"/>
        <source>Card</source>
        <translation>模型卡</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/describemodel.py"/>
        <source>Input resolution, metres</source>
        <translation>输入分辨率（米）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/describemodel.py"/>
        <source>Scale factor</source>
        <translation>放大倍数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/describemodel.py"/>
        <source>The report {} cannot be written: {}.</source>
        <translation>无法写入报告 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/evaluatemodel.py"/>
        <source>Images</source>
        <translation>影像</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/evaluatemodel.py"/>
        <source>Class rasters with the truth</source>
        <translation>真值类别栅格</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/evaluatemodel.py"/>
        <source>Values of the truth, as in {}</source>
        <translation>真值的取值，格式如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/evaluatemodel.py"/>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/evaluatemodel.py"/>
        <source>CSV files</source>
        <translation>CSV 文件</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/evaluatemodel.py"/>
        <source>Overall accuracy of the first model, percent</source>
        <translation>第一个模型的总体精度（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/evaluatemodel.py"/>
        <source>Mean F1 of the first model, percent</source>
        <translation>第一个模型的平均 F1（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/evaluatemodel.py"/>
        <source>Pixels with a known truth</source>
        <translation>真值已知的像元数</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/evaluatemodel.py"/>
        <source>F1 of {}: {}</source>
        <translation>{} 的 F1：{}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/evaluatemodel.py"/>
        <source>Mean F1: {}</source>
        <translation>平均 F1：{}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/evaluatemodel.py"/>
        <source>Overall accuracy: {}</source>
        <translation>总体精度：{}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/evaluatemodel.py"/>
        <source>There are: {}.</source>
        <translation>可用的有：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/evaluatemodel.py"/>
        <source>No model was given.</source>
        <translation>未指定模型。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/greenspace.py"/>
        <source>Urban green</source>
        <translation>城市绿地</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/impervioussurface.py"/>
        <source>Impervious surface</source>
        <translation>不透水面</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Model file</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Bands, as in red,green,blue</source>
        <translation>波段，格式如 red,green,blue</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Values</source>
        <translation>像元值</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Classes, as in 0=other,1=green</source>
        <translation>类别，格式如 0=other,1=green</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Output of the network that is the map</source>
        <translation>网络中作为地图的输出</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Tile, pixels</source>
        <translation>图块大小（像素）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Halo, pixels</source>
        <translation>图块边缘带（像素）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Means of the bands</source>
        <translation>各波段的均值</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Standard deviations of the bands</source>
        <translation>各波段的标准差</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Name of the model</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Imported file</source>
        <translation>已导入的文件</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>{} cannot be {}.</source>
        <translation>{} 不能是 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Give one of: {}.</source>
        <translation>请从以下选项中选择：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>No model file was given.</source>
        <translation>未指定模型文件。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Give an ONNX file as INPUT.</source>
        <translation>请在 INPUT 中给出一个 ONNX 文件。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/importmodel.py"/>
        <source>Give one number for each band: 0.485,0.456,0.406.</source>
        <translation>请为每个波段给出一个数：0.485,0.456,0.406。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>Images and labels</source>
        <translation>影像与标签</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>Validation images and labels</source>
        <translation>验证用的影像与标签</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>Else: share for validation, percent</source>
        <translation>否则：用于验证的比例（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>Classes, as in {}</source>
        <translation>类别，格式如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>Resolution of the images, metres</source>
        <translation>影像分辨率（米）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>Weights to start from</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>F1 on the validation images, percent</source>
        <translation>验证影像上的 F1（%）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>The training is kept in {}.</source>
        <translation>训练保存在 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>F1 on the validation images: {} %</source>
        <translation>验证影像上的 F1：{} %</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>No folder was given.</source>
        <translation>未指定文件夹。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>Give a folder with images and labels as FOLDER.</source>
        <translation>请在 FOLDER 中给出包含影像和标签的文件夹。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>NAME is missing.</source>
        <translation>缺少 NAME。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/pretrain.py"/>
        <source>Give the model a name.</source>
        <translation>请给模型取一个名称。</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/setupruntime.py"/>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/setupruntime.py"/>
        <source>Profile</source>
        <translation>配置</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/setupruntime.py"/>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/setupruntime.py"/>
        <source>Existing environment</source>
        <translation>已有环境</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/setupruntime.py"/>
        <source>Programs</source>
        <translation>程序</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/setupruntime.py"/>
        <source>Folder of wheels</source>
        <translation>wheel 包文件夹</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/setupruntime.py"/>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/setupruntime.py"/>
        <source>Interpreter</source>
        <translation>解释器</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/setupruntime.py"/>
        <source>Download, MB</source>
        <translation>下载量（MB）</translation>
    </message>
    <message>
        <location filename="../../processing/algorithms/setupruntime.py"/>
        <source>There is: {}.</source>
        <translation>可选：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/areas.py"/>
        <source>The area of interest {} has no polygons.</source>
        <translation>感兴趣区 {} 中没有多边形。</translation>
    </message>
    <message>
        <location filename="../../processing/areas.py"/>
        <source>Choose another layer as AOI, select features of it, or leave it empty.</source>
        <translation>请在 AOI 中选择其他图层，或选中该图层的要素，或将其留空。</translation>
    </message>
    <message>
        <location filename="../../processing/areas.py"/>
        <source>EXTENT has no coordinate system.</source>
        <translation>EXTENT 没有坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../processing/areas.py"/>
        <source>Add it: xmin,xmax,ymin,ymax [EPSG:32632].</source>
        <translation>请加上坐标参照系：xmin,xmax,ymin,ymax [EPSG:32632]。</translation>
    </message>
    <message>
        <location filename="../../processing/band_text.py"/>
        <source>{} in BANDS is not a role with its band.</source>
        <translation>BANDS 中的 {} 不是“角色=波段”的形式。</translation>
    </message>
    <message>
        <location filename="../../processing/band_text.py"/>
        <source>Write BANDS like {}.</source>
        <translation>请按 {} 的格式填写 BANDS。</translation>
    </message>
    <message>
        <location filename="../../processing/band_text.py"/>
        <source>BANDS names the role {} twice.</source>
        <translation>BANDS 中角色 {} 出现了两次。</translation>
    </message>
    <message>
        <location filename="../../processing/band_text.py"/>
        <source>Name each role once.</source>
        <translation>每个角色只能指定一次。</translation>
    </message>
    <message>
        <location filename="../../processing/base.py"/>
        <source>{}: OneMetre cannot write {}.</source>
        <translation>{}：OneMetre 无法写入 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/base.py"/>
        <source>Choose a file name that ends in {}.</source>
        <translation>请选择以 {} 结尾的文件名。</translation>
    </message>
    <message>
        <location filename="../../processing/base.py"/>
        <source>{} is missing.</source>
        <translation>缺少 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>Input resolution</source>
        <translation>输入分辨率</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>Output resolution</source>
        <translation>输出分辨率</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>Super-resolved image</source>
        <translation>超分辨率影像</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>Architecture</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>Adapted from</source>
        <translation>适应自</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>File size</source>
        <translation>文件大小</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>Hash (SHA-256)</source>
        <translation>哈希值（SHA-256）</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>Measured accuracy</source>
        <translation>实测精度</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>Facts</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>Nobody has measured how accurate the model is.</source>
        <translation>尚无人测量过该模型的精度。</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>On which data</source>
        <translation>所用数据</translation>
    </message>
    <message>
        <location filename="../../processing/card_report.py"/>
        <source>What a model reaches elsewhere may be less; check it where you use it.</source>
        <translation>模型在别处的精度可能较低，请在您的使用区域进行检验。</translation>
    </message>
    <message>
        <location filename="../../processing/class_text.py"/>
        <source>CLASSES cannot be read at {}.</source>
        <translation>无法识别 CLASSES 中的 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/class_text.py"/>
        <source>For example: {}.</source>
        <translation>例如：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/class_text.py"/>
        <source>CLASS_VALUES cannot be read at {}.</source>
        <translation>无法识别 CLASS_VALUES 中的 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/client.py"/>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <location filename="../../processing/engine_process.py"/>
        <source>The Python interpreter {} cannot be started.</source>
        <translation>无法启动 Python 解释器 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/engine_process.py"/>
        <source>The engine ended without a result (exit code {}).</source>
        <translation>引擎未给出结果便已结束（退出代码 {}）。</translation>
    </message>
    <message>
        <location filename="../../processing/engine_process.py"/>
        <source>The log messages panel has its last words under OneMetre.</source>
        <translation>“日志消息”面板的 OneMetre 页中有引擎最后的输出。</translation>
    </message>
    <message>
        <location filename="../../processing/engine_process.py"/>
        <source>If nobody ended it, the memory ran out: map a smaller area, or set BATCH and THREADS to 1.</source>
        <translation>若不是有人结束了它，就是内存不足：请缩小制图区域，或将 BATCH 和 THREADS 设为 1。</translation>
    </message>
    <message>
        <location filename="../../processing/engine_process.py"/>
        <source>The engine process was ended from outside or crashed (signal {}).</source>
        <translation>引擎进程被外部终止或已崩溃（信号 {}）。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>One raster, or several that are mosaicked with the first one on top, in any format that GDAL reads.</source>
        <translation>一个栅格，或多个栅格（将被镶嵌，第一个在最上层），支持 GDAL 能读取的任何格式。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Which band has which role, by number or name: red=1,green=2,blue=3. Empty: by the names and colours that the file gives its bands.</source>
        <translation>哪个波段对应哪个角色，用波段序号或名称表示：red=1,green=2,blue=3。留空：根据文件中的波段名称和颜色判断。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Polygons to be mapped, in any coordinate system; outside them there is no data. Empty: everything.</source>
        <translation>要制图的多边形，可使用任意坐标参照系；多边形以外为无数据。留空：全部制图。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Rectangle to be mapped. Empty: everything.</source>
        <translation>要制图的矩形范围。留空：全部制图。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Year of the imagery. It is written into the maps, and when the temporal controller is on their layers show in this year only.</source>
        <translation>影像的年份。该年份会写入地图；启用时态控制器时，图层只在这一年显示。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Name of the neural network; it decides on the resolution of the map.</source>
        <translation>神经网络的名称；它决定地图的分辨率。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Probability in percent from which a pixel is the class. Empty: what the model's card recommends.</source>
        <translation>像元被判为该类别的最低概率（%）。留空：采用模型卡的推荐值。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Physical value = pixel value * SCALE + OFFSET, for example 0.0001 for reflectance times 10000. Empty: what the file says, else what the model expects.</source>
        <translation>物理值 = 像元值 * SCALE + OFFSET，例如放大 10000 倍的反射率用 0.0001。留空：以文件中的说明为准，否则按模型的要求。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>See SCALE; -0.1 for Sentinel-2 as delivered since January 2022.</source>
        <translation>参见 SCALE；2022 年 1 月以来发布的 Sentinel-2 数据为 -0.1。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>auto, cpu, or a graphics card: cuda:0, cuda:1 ... auto takes the first graphics card that works.</source>
        <translation>auto、cpu 或某块显卡：cuda:0、cuda:1 …… auto 选用第一块可用的显卡。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Tiles that are computed together. 0: OneMetre chooses.</source>
        <translation>同时计算的图块数。0：由 OneMetre 决定。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Processor threads. 0: all cores. Empty: what OneMetre's options say.</source>
        <translation>处理器线程数。0：使用全部核心。留空：采用 OneMetre 选项中的设置。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Probability in percent, 0-100; 255 = no data. GeoTIFF.</source>
        <translation>概率，百分数 0-100；255 = 无数据。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>The classes above 0 as polygons with the fields value, name and area_m2 (on the ellipsoid); pixels that share an edge belong together. GeoPackage.</source>
        <translation>值大于 0 的类别的多边形，含字段 value、name 和 area_m2（椭球面积）；共边的像元合为一个多边形。GeoPackage 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Corners of the polygons are left out that move an outline by less than this; 1.5 turns the steps of the pixels into slopes. Neighbours are simplified one by one. Empty or 0: exact outlines.</source>
        <translation>删去使轮廓移动小于该值的多边形顶点；1.5 可将像元的阶梯状边缘变为斜线。相邻多边形各自单独简化。留空或 0：保留精确轮廓。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>One HTML page to keep or send: the map over the image, areas and shares of the classes, device, time, warnings, the model and where everything comes from.</source>
        <translation>便于保存或发送的单页 HTML：叠加在影像上的地图、各类别的面积与占比、设备、耗时、警告、模型以及全部数据来源。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>The input image at the resolution of the map, as the model reconstructs it. GeoTIFF.</source>
        <translation>由模型重建、与地图分辨率相同的输入影像。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Maps impervious surface (roofs, roads, paved ground) at 1 m from Sentinel-2 or other 10 m imagery.</source>
        <translation>由 Sentinel-2 或其他 10 米影像绘制 1 米分辨率的不透水面（屋顶、道路、硬化地面）地图。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>The model sharpens the image and classifies it in one step; Describe model tells which bands it needs and how good it is. Prefer cloud-free summer imagery: bare soil looks much like paved ground.

The map has the values 1 = impervious, 0 = other, 255 = no data, and lies on the pixel grid of the input.

A run that was cut off goes on where it stopped when the same is run again.</source>
        <translation>模型一步完成影像的超分辨率与分类；“描述模型”会说明模型需要哪些波段、精度如何。宜选用无云的夏季影像：裸土与硬化地面很相似。

地图取值为 1 = 不透水面，0 = 其他，255 = 无数据，并与输入影像的像元格网对齐。

运行中断后，用相同的参数再次运行即可从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Map: 1 = impervious, 0 = other, 255 = no data. GeoTIFF.</source>
        <translation>地图：1 = 不透水面，0 = 其他，255 = 无数据。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Urban green space</source>
        <translation>城市绿地</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Maps trees, lawns and other urban green at 1 m from aerial or satellite imagery of about that resolution.</source>
        <translation>由分辨率约 1 米的航空或卫星影像绘制 1 米分辨率的树木、草坪及其他城市绿地地图。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Imagery of another resolution is resampled to what the model needs; much coarser imagery gives no useful map.

The map has the values 1 = green, 0 = other, 255 = no data, and lies on the pixel grid of the input.

A run that was cut off goes on where it stopped when the same is run again.</source>
        <translation>其他分辨率的影像会重采样到模型所需的分辨率；分辨率低得多的影像得不到有用的地图。

地图取值为 1 = 绿地，0 = 其他，255 = 无数据，并与输入影像的像元格网对齐。

运行中断后，用相同的参数再次运行即可从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Map: 1 = green, 0 = other, 255 = no data. GeoTIFF.</source>
        <translation>地图：1 = 绿地，0 = 其他，255 = 无数据。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Segment with any model</source>
        <translation>用任意模型进行语义分割</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Maps the classes of any segmentation model: a bundled one, an adapted one, or an ONNX file.</source>
        <translation>用任意语义分割模型绘制其类别地图：内置模型、经过适应的模型或 ONNX 文件。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>The ONNX file needs a card or the metadata of the Deepness plugin. The values of the map and their names are those of the model's classes; 255 = no data.

A run that was cut off goes on where it stopped when the same is run again.</source>
        <translation>ONNX 文件须带有模型卡或 Deepness 插件的元数据。地图的取值及其名称即模型的类别；255 = 无数据。

运行中断后，用相同的参数再次运行即可从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>ONNX file with a card or with Deepness metadata, instead of MODEL.</source>
        <translation>带有模型卡或 Deepness 元数据的 ONNX 文件，用来代替 MODEL。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Map of the classes by their values; 255 = no data. GeoTIFF.</source>
        <translation>以类别值表示的类别地图；255 = 无数据。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Probability of the class that was chosen, 0-100 percent; 255 = no data. GeoTIFF.</source>
        <translation>所选类别的概率，百分数 0-100；255 = 无数据。GeoTIFF 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Set up the runtime</source>
        <translation>设置运行环境</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Makes, checks, updates or removes the Python environment that OneMetre computes in.</source>
        <translation>建立、检查、更新或移除 OneMetre 计算所用的 Python 环境。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>OneMetre never installs anything into QGIS's own Python. It makes an environment of its own, in this computer's local application data, from packages with pinned versions and hashes; the log says where, how large and for which device before anything is downloaded. Run it again after an update of the plugin, or after a failure: what was downloaded is kept.

The proxy and the certificates are those of QGIS's options. Set-up ends with a test tile, which the environment has to compute rightly on the device that is there.</source>
        <translation>OneMetre 从不在 QGIS 自带的 Python 中安装任何东西。它在本机的本地应用数据文件夹中建立自己的环境，所用软件包的版本和哈希值都是固定的；下载任何内容之前，日志会说明位置、大小和适用的设备。更新插件之后或失败之后请再次运行：已下载的内容会保留。

代理和证书采用 QGIS 选项中的设置。设置的最后一步是计算一个测试图块，环境必须在现有设备上算出正确的结果。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>install: make or update the environment. check: say what there is, or what would be made. remove: delete the environment that OneMetre made, and forget one that was given as PYTHON.</source>
        <translation>install：建立或更新环境。check：说明现有的环境，或将要建立的环境。remove：删除 OneMetre 建立的环境，并不再使用通过 PYTHON 指定的环境。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>map: mapping. imagery: and Sentinel-2 imagery. train: and training. Each contains the former.</source>
        <translation>map：制图。imagery：另加 Sentinel-2 影像。train：另加训练。后者均包含前者。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Packages for: cpu, cuda (NVIDIA), or auto, which is cuda where the graphics driver allows it.</source>
        <translation>软件包适用的设备：cpu、cuda（NVIDIA）或 auto；在显卡驱动允许时 auto 即为 cuda。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Python interpreter of an existing environment, which is checked and used as it is; nothing is installed. Empty: OneMetre makes an environment.</source>
        <translation>已有环境的 Python 解释器，检查后原样使用，不安装任何东西。留空：由 OneMetre 建立环境。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Folder of wheels to install from without a network. Empty: the package index.</source>
        <translation>无网络时用于安装的 wheel 包所在文件夹。留空：使用软件包索引。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Evaluate models</source>
        <translation>评估模型</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Says how good models are on images whose truth is known, and compares them.</source>
        <translation>在真值已知的影像上评估模型的精度，并对模型进行比较。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Each image is a place. It is mapped with each model and compared with the class rasters that lie there, pixel by pixel of the map; a class raster with the image's file name is taken for that image only. 255 and no data stand for not known. Polygons become a class raster with Rasterize.

Overall accuracy, mean F1 of all classes, precision, recall, F1, IoU and boundary F1 (edges within 3 pixels) stand beside those of a map that says one class everywhere and, for models that sharpen, of a perfect map at the input's resolution. From five places on there are 95 % intervals over places.

Figures from places that a model was trained on say nothing about others.</source>
        <translation>每幅影像是一个地点。每个模型都对它制图，并在地图的每个像元上与该处的类别栅格比较；与影像文件同名的类别栅格只用于该影像。255 和无数据表示未知。多边形可用“矢量栅格化”转为类别栅格。

除总体精度、所有类别的平均 F1、精确率、召回率、F1、IoU 和边界 F1（边缘相差 3 个像素以内）之外，还列出全部判为同一类别的地图的相应指标；对于超分辨率模型，还列出输入分辨率下完美地图的指标。地点达到五个时，给出按地点计算的 95 % 置信区间。

在模型训练过的地点得到的数字，不能说明模型在别处的表现。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>One or several models; the first one is compared with each other one.</source>
        <translation>一个或多个模型；第一个模型与其余每个模型进行比较。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Images, each a place of its own; they are not mosaicked.</source>
        <translation>影像，每幅各为一个地点，不进行镶嵌。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Class rasters of whole numbers, in any coordinate system.</source>
        <translation>整数类别栅格，可使用任意坐标参照系。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Which value of the truth is which class of the models: 1=impervious. Other values are the rest. Empty: the values of the models.</source>
        <translation>真值的哪个取值对应模型的哪个类别：1=impervious。其余取值归为其他。留空：采用模型的取值。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>One HTML page with all figures and with pictures of the first twelve places.</source>
        <translation>一页 HTML，含全部数字以及前十二个地点的图片。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>All figures per model, place and class, as shares of 1. CSV.</source>
        <translation>按模型、地点和类别列出的全部数字，以 1 为整体的比例表示。CSV 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Train a model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Trains a network on your own labelled images and adds it to your models.</source>
        <translation>用您自己的带标签影像训练网络，并加入到您的模型中。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Folder with the folders images and labels (or masks).</source>
        <translation>含有文件夹 images 和 labels（或 masks）的文件夹。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Folder of the same layout to validate with. Empty: a share of FOLDER.</source>
        <translation>用于验证的、结构相同的文件夹。留空：使用 FOLDER 的一部分。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Part of the images that is kept for validation where VALIDATION is empty, percent.</source>
        <translation>VALIDATION 留空时，留作验证的影像比例（%）。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Name of the model: small letters, digits, dots, dashes and _. A class called green is offered by Urban green space, one called impervious by Impervious surface; Segment offers all.</source>
        <translation>模型名称：小写字母、数字、点、连字符和 _。名为 green 的类别由“城市绿地”提供，名为 impervious 的类别由“不透水面”提供；“语义分割”提供全部模型。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Highest learning rate. Where a training diverges, lower it and give another OUTPUT; weights.safetensors of the former can be its START.</source>
        <translation>最大学习率。训练发散时请将其调低，并另选 OUTPUT；先前的 weights.safetensors 可作为 START。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Pieces that are looked at together in a step; fewer need less memory.</source>
        <translation>每一步同时学习的图块数；数量少则占用内存少。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Another number gives another split, other pieces and other random weights.</source>
        <translation>换一个数，划分、图块和随机权重都会不同。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Replace a model of the same name in your models.</source>
        <translation>替换您的模型中的同名模型。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Folder that keeps the checkpoint, the weights, the log and the model. A training that is in it is continued; its parameters have to be the same.</source>
        <translation>保存检查点、权重、日志和模型的文件夹。其中已有的训练会继续进行，其参数必须相同。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Adapt a model</source>
        <translation>适应模型</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Lets a model learn your city: from its image, and from a few samples that you draw on it.</source>
        <translation>让模型学习您的城市：利用城市的影像，以及您在影像上绘制的少量样本。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Draw small polygons (or points) of each class where the model is wrong and where it is right, some ten of each class, and spread them over the city. The adapted model is a new one beside its parent, which is never changed; all mapping algorithms take it at once.

Whether it is better is checked: the samples are divided into up to three parts, and for each one a copy learns from the others and is compared with the parent on the samples that it has not seen. Only if the mean gain is above its standard error the adapted model is saved; else the parent stays, MODEL is the parent, and the report says why. The check needs two samples of each class; it takes three times as long as the rest.

adversarial is the method of UGS-1m: a second network learns to tell maps of the source images from maps of the city, and the model learns to make it err. adversarial+selftraining adds what the model itself is sure of. supervised learns from the samples alone.

Models that OneMetre trained can be adapted, with their weights (.safetensors) beside them; an ONNX file of another origin cannot. It needs the runtime with training: run Set up the runtime with the profile train. A run that was cancelled or cut off goes on from its last check when the same is run again.</source>
        <translation>请在模型出错和正确的地方，为每个类别绘制小多边形（或点），每类十个左右，并分散在整个城市。适应后的模型是与父模型并列的新模型，父模型从不改变；所有制图算法都可立即使用它。

是否变好会经过检验：样本最多分为三份，每一份都有一个副本从其余样本中学习，并在未见过的样本上与父模型比较。只有平均增益大于其标准误差时才保存适应后的模型；否则仍保留父模型，MODEL 即为父模型，报告会说明原因。检验要求每个类别至少两个样本；其耗时是其余部分的三倍。

adversarial 是 UGS-1m 的方法：第二个网络学习区分源影像的地图和城市的地图，而模型学习使它判断出错。adversarial+selftraining 还加入模型自己有把握的部分。supervised 只从样本中学习。

由 OneMetre 训练、旁边有权重文件（.safetensors）的模型可以适应；其他来源的 ONNX 文件不能。它需要含训练功能的运行环境：请以配置 train 运行“设置运行环境”。运行取消或中断后，用相同的参数再次运行即从最近一次验证处继续。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Name of the model to adapt, the parent.</source>
        <translation>要适应的模型（父模型）的名称。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>One raster, or several that are mosaicked with the first one on top: images of the city.</source>
        <translation>一个栅格，或多个栅格（将被镶嵌，第一个在最上层）：城市的影像。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Polygons in which the city's images without labels are taken. Empty: everything. Samples count everywhere.</source>
        <translation>在哪些多边形内选取城市的无标签影像。留空：全部范围。样本则处处有效。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Polygons or points, in any coordinate system, each of one class throughout. Empty: only the images are learned from, with SOURCE and without a check.</source>
        <translation>多边形或点，可使用任意坐标参照系，每个要素只属于一个类别。留空：只从影像学习，需要 SOURCE，且不作检验。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Field of the samples that says which class each one is.</source>
        <translation>样本中说明每个要素属于哪个类别的字段。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Which value of the field is which class of the model: tree=green,roof=other. What is not named is taken for the value or the name of a class. Samples without a value are left out.</source>
        <translation>字段的哪个取值对应模型的哪个类别：tree=green,roof=other。未列出的取值视为类别的值或名称。没有取值的样本不参与。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Points stand for a circle with this radius.</source>
        <translation>点代表以此为半径的圆。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>What the parent learned from, or the like, so that it is not forgotten and the city can be compared with it: a folder with the folders images and labels, or a source set (.safetensors). Empty: the source set beside the model if there is one, else the samples take its place.</source>
        <translation>父模型学习过的影像或类似的影像，使模型不忘记它们，并可与城市进行比较：含有文件夹 images 和 labels 的文件夹，或源数据集（.safetensors）。留空：若模型旁边有源数据集则使用它，否则以样本代替。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>See above; the first one is recommended.</source>
        <translation>见上文；推荐使用第一种。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>About how long it may take, check included. Empty: as long as is recommended.</source>
        <translation>大约可以用多长时间，含检验。留空：采用推荐的时间。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Instead of MINUTES: how often each sample is looked at.</source>
        <translation>代替 MINUTES：每个样本学习多少次。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Highest learning rate. Empty: what is recommended.</source>
        <translation>最大学习率。留空：采用推荐值。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Weight of the adversarial term in the loss; published: 0.001. Empty: what is recommended.</source>
        <translation>损失函数中对抗项的权重；论文中为 0.001。留空：采用推荐值。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Only the layers behind the encoder learn: faster, with less to lose and to win.</source>
        <translation>只有编码器之后的层参与学习：更快，可能的损失和收益都更小。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Images that are looked at together in a step. Empty or 0: what is recommended.</source>
        <translation>每一步同时学习的影像数。留空或 0：采用推荐值。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Another number gives other pieces of the images and other parts for the check.</source>
        <translation>换一个数，所取的影像图块和检验的划分都会不同。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Name of the adapted model: small letters, digits, dots, dashes and _; not that of its parent.</source>
        <translation>适应后模型的名称：小写字母、数字、点、连字符和 _；不能与父模型同名。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Save the adapted model although the check says that it is not better than its parent.</source>
        <translation>即使检验表明适应后的模型不优于父模型，也将其保存。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Folder that keeps the checkpoints; an adaptation in it is continued. Empty: a folder beside your models, which is removed when the model is saved.</source>
        <translation>保存检查点的文件夹；其中已有的适应会继续进行。留空：使用您的模型旁边的一个文件夹，模型保存后即删除。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>One HTML page to keep or send: figures before and after, the check polygon by polygon, curves, pictures, and what was learned from what.</source>
        <translation>便于保存或发送的单页 HTML：前后的数字、逐个多边形的检验、曲线、图片，以及学习内容的来源。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Import model</source>
        <translation>导入模型</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Takes an ONNX file into your models, so that the mapping algorithms offer it.</source>
        <translation>将 ONNX 文件加入您的模型，供制图算法选用。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>The file is checked, tried on one tile, and copied with a model card into the first folder for models of OneMetre's settings, or into your QGIS profile. What the card says comes from the file: from the card beside or inside it, or from the metadata of the Deepness plugin. What you give counts before that. A file that says nothing about itself needs BANDS, RESOLUTION and CLASSES; its author knows them.

A model is a program: import models only from people you trust.</source>
        <translation>文件经检查并在一个图块上试运行后，连同模型卡一起复制到 OneMetre 设置中的第一个模型文件夹，或您的 QGIS 配置文件夹。模型卡的内容来自文件：文件旁边或内部的模型卡，或 Deepness 插件的元数据。您填写的内容优先。对自身没有任何说明的文件需要填写 BANDS、RESOLUTION 和 CLASSES；其作者知道这些内容。

模型就是程序：只导入来自可信之人的模型。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>ONNX file of a segmentation network: one image in, a map out.</source>
        <translation>语义分割网络的 ONNX 文件：输入一幅影像，输出一幅地图。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Name of the model: small letters, digits, dots, dashes and _. Empty: the file's.</source>
        <translation>模型名称：小写字母、数字、点、连字符和 _。留空：采用文件中的名称。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Name for people. Empty: the file's.</source>
        <translation>便于阅读的名称。留空：采用文件中的名称。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Which algorithms offer it; segment offers all. auto: what the file says, else segmentation.</source>
        <translation>哪些算法提供该模型；segment 提供全部模型。auto：以文件中的说明为准，否则为 segmentation。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Roles of the network's input bands in their order: red,green,blue,nir. Empty: as the file says.</source>
        <translation>网络输入波段的角色，按顺序填写：red,green,blue,nir。留空：以文件中的说明为准。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>What the network is given: byte, 8-bit imagery as 0-1; reflectance, reflectance times 10000 as 0-1; physical, the numbers as they are. auto: what the file says, else byte.</source>
        <translation>网络接收的值：byte，8 位影像换算为 0-1；reflectance，放大 10000 倍的反射率换算为 0-1；physical，原始数值。auto：以文件中的说明为准，否则为 byte。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Size of the network's input pixels on the ground, metres. Empty: as the file says.</source>
        <translation>网络输入像元对应的地面大小（米）。留空：以文件中的说明为准。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Values and names of the classes by the network's channels: 0=other,1=green.</source>
        <translation>类别的取值和名称，按网络的通道顺序填写：0=other,1=green。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Name of the network's output that is the map, where it has several; import the model once for each that you want. Empty: as the file says, else the first; the log names them all.</source>
        <translation>网络有多个输出时，作为地图的那个输出的名称；需要其中几个，就导入几次模型。留空：以文件中的说明为准，否则为第一个；日志会列出全部输出。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Side of a tile in pixels, for a network that takes any size.</source>
        <translation>图块的边长（像素），用于可接受任意尺寸的网络。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Pixels at each side of a tile that are thrown away: near the edge the network sees too little.</source>
        <translation>图块每一侧舍弃的像素数：靠近边缘处网络看到的内容太少。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Means that are subtracted from the values, one for each band: 0.485,0.456,0.406.</source>
        <translation>从像元值中减去的均值，每个波段一个：0.485,0.456,0.406。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Standard deviations that the values are divided by then, one for each band.</source>
        <translation>随后用来除像元值的标准差，每个波段一个。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Replace a model of the same name that you have imported.</source>
        <translation>替换您已导入的同名模型。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Describe model</source>
        <translation>描述模型</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Says what a model maps, what input it needs and how good it is.</source>
        <translation>说明模型绘制什么、需要什么输入以及精度如何。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Reads the card of one of the models that are there, or of any ONNX file with a card or with the metadata of the Deepness plugin. The file is checked as it is before mapping.</source>
        <translation>读取现有某个模型的模型卡，或任意带有模型卡或 Deepness 插件元数据的 ONNX 文件。文件会像制图之前那样接受检查。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Name of the neural network.</source>
        <translation>神经网络的名称。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>ONNX file to be described instead of MODEL.</source>
        <translation>要描述的 ONNX 文件，用来代替 MODEL。</translation>
    </message>
    <message>
        <location filename="../../processing/help.py"/>
        <source>Report for reading, HTML.</source>
        <translation>供阅读的报告，HTML 格式。</translation>
    </message>
    <message>
        <location filename="../../processing/imagery.py"/>
        <source>It comes from the provider {}, which gives pictures rather than measured values; export it as a GeoTIFF at the model's resolution where its terms allow that.</source>
        <translation>它来自提供程序 {}，后者提供的是图片而不是测量值；若其使用条款允许，请以模型的分辨率导出为 GeoTIFF。</translation>
    </message>
    <message>
        <location filename="../../processing/imagery.py"/>
        <source>QGIS cannot read it; repair its data source.</source>
        <translation>QGIS 无法读取它；请修复其数据源。</translation>
    </message>
    <message>
        <location filename="../../processing/imagery.py"/>
        <source>It has no coordinate system; set it in the layer's properties.</source>
        <translation>它没有坐标参照系；请在图层属性中设置。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>No input was given.</source>
        <translation>未指定输入。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>Choose one or several rasters as {}.</source>
        <translation>请在 {} 中选择一个或多个栅格。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>The layer {} is not a raster.</source>
        <translation>图层 {} 不是栅格。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>Choose a raster as {}.</source>
        <translation>请在 {} 中选择一个栅格。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>The layer {} comes from the provider {}, which gives pictures rather than measured values.</source>
        <translation>图层 {} 来自提供程序 {}，它提供的是图片而不是测量值。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>Choose a raster file as {}.</source>
        <translation>请在 {} 中选择一个栅格文件。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>The layer {} is broken: QGIS cannot read {}.</source>
        <translation>图层 {} 已损坏：QGIS 无法读取 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>Repair its data source.</source>
        <translation>请修复其数据源。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>The layer {} is opened with options or credentials that the engine does not get.</source>
        <translation>图层 {} 是用打开选项或凭据打开的，引擎得不到这些信息。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>Save it as a file and choose that.</source>
        <translation>请将其保存为文件，再选择该文件。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>{} is not a plain file: web addresses, /vsi paths and inline XML are not read.</source>
        <translation>{} 不是普通文件：不读取网址、/vsi 路径和内嵌 XML。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>Save it as a file, open it as a layer of the project, or allow it in OneMetre's settings.</source>
        <translation>请将其保存为文件，或作为工程中的图层打开，或在 OneMetre 的设置中允许。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>There is no file {}.</source>
        <translation>文件 {} 不存在。</translation>
    </message>
    <message>
        <location filename="../../processing/inputs.py"/>
        <source>Correct {}.</source>
        <translation>请更正 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/interpreter.py"/>
        <source>The environment variable {} names the Python interpreter</source>
        <translation>环境变量 {} 指定的 Python 解释器</translation>
    </message>
    <message>
        <location filename="../../processing/interpreter.py"/>
        <source>OneMetre's settings name the Python interpreter</source>
        <translation>OneMetre 设置中指定的 Python 解释器</translation>
    </message>
    <message>
        <location filename="../../processing/interpreter.py"/>
        <source>OneMetre's engine has no Python environment to run in.</source>
        <translation>OneMetre 的引擎没有可用的 Python 环境。</translation>
    </message>
    <message>
        <location filename="../../processing/interpreter.py"/>
        <source>Run Set up the runtime (onemetre:setupruntime), or set the environment variable {} to the interpreter of a Python &gt;= 3.11 that has: {}.</source>
        <translation>请运行“设置运行环境”（onemetre:setupruntime），或将环境变量 {} 设为某个 Python &gt;= 3.11 的解释器，其中须有：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/interpreter.py"/>
        <source>{} {}, which is not there or cannot be run.</source>
        <translation>{} {} 不存在或无法运行。</translation>
    </message>
    <message>
        <location filename="../../processing/interpreter.py"/>
        <source>Correct it or remove it.</source>
        <translation>请更正或移除。</translation>
    </message>
    <message>
        <location filename="../../processing/loading.py"/>
        <source>Made by OneMetre with the model {} ({}). {}</source>
        <translation>由 OneMetre 用模型 {}（{}）制作。{}</translation>
    </message>
    <message>
        <location filename="../../processing/loading.py"/>
        <source>Model {}, trained on: {}</source>
        <translation>模型 {}，训练数据：{}</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>Mapping</source>
        <translation>制图</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>Input rasters</source>
        <translation>输入栅格</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>Extent</source>
        <translation>范围</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>Year of the imagery</source>
        <translation>影像年份</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>Threshold, percent</source>
        <translation>阈值（%）</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>Tiles at a time</source>
        <translation>同时计算的图块数</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>Polygons</source>
        <translation>多边形</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>Simplification of the polygons, metres</source>
        <translation>多边形简化（米）</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>Mapped area, km2</source>
        <translation>制图面积（平方千米）</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>Covered area, km2</source>
        <translation>覆盖面积（平方千米）</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>Processor threads, by OneMetre's options: {}.</source>
        <translation>处理器线程数（由 OneMetre 选项设定）：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>Memory limit, by OneMetre's options: {} MB.</source>
        <translation>内存上限（由 OneMetre 选项设定）：{} MB。</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>{}, polygons</source>
        <translation>{}，多边形</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>{}, probability</source>
        <translation>{}，概率</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>{}, super-resolved image</source>
        <translation>{}，超分辨率影像</translation>
    </message>
    <message>
        <location filename="../../processing/mapping.py"/>
        <source>The style file of {} was not written: {}.</source>
        <translation>未能写入 {} 的样式文件：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/model_choice.py"/>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../../processing/model_choice.py"/>
        <source>Model file, instead of the model</source>
        <translation>模型文件（代替模型）</translation>
    </message>
    <message>
        <location filename="../../processing/model_choice.py"/>
        <source>There is no model file {}.</source>
        <translation>模型文件 {} 不存在。</translation>
    </message>
    <message>
        <location filename="../../processing/model_choice.py"/>
        <source>Put one with its card into a folder that {} names.</source>
        <translation>请将模型连同模型卡放入 {} 指定的文件夹。</translation>
    </message>
    <message>
        <location filename="../../processing/model_choice.py"/>
        <source>There is no model for this task.</source>
        <translation>没有适用于此任务的模型。</translation>
    </message>
    <message>
        <location filename="../../processing/model_fit.py"/>
        <source>It needs {}, which {} lacks or does not name.</source>
        <translation>它需要 {}，而 {} 中没有或未标明。</translation>
    </message>
    <message>
        <location filename="../../processing/model_fit.py"/>
        <source>It is for pixels of {:g} m; {} has {:.3g} m.</source>
        <translation>它适用于 {:g} 米的像元；{} 的像元为 {:.3g} 米。</translation>
    </message>
    <message>
        <location filename="../../processing/occupied.py"/>
        <source>{}: {} is open as the layer {}.</source>
        <translation>{}：{} 已作为图层 {} 打开。</translation>
    </message>
    <message>
        <location filename="../../processing/occupied.py"/>
        <source>Remove the layer, or choose another name: {} is free.</source>
        <translation>请移除该图层，或另选名称：{} 可用。</translation>
    </message>
    <message>
        <location filename="../../processing/occupied.py"/>
        <source>{}: another run is writing to {} at this moment.</source>
        <translation>{}：另一次运行此刻正在写入 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/occupied.py"/>
        <source>Wait for it, or choose another name: {} is free.</source>
        <translation>请等待其完成，或另选名称：{} 可用。</translation>
    </message>
    <message>
        <location filename="../../processing/occupied.py"/>
        <source>{}: nothing can be written to {}: {}.</source>
        <translation>{}：无法写入 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/occupied.py"/>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../../processing/occupied.py"/>
        <source>{}: {} cannot be replaced: {}.</source>
        <translation>{}：无法替换 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/occupied.py"/>
        <source>Close the programs that have it open, or take its write protection away, or choose another name: {} is free.</source>
        <translation>请关闭占用它的程序，或取消其写保护，或另选名称：{} 可用。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>The environment that was given as PYTHON before is no longer used.</source>
        <translation>先前通过 PYTHON 指定的环境不再使用。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>OneMetre uses {} from now on.</source>
        <translation>从现在起 OneMetre 使用 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>The environment belongs to another version of OneMetre; run install to update it.</source>
        <translation>该环境属于 OneMetre 的另一版本；请运行 install 进行更新。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>The environment is removed.</source>
        <translation>环境已移除。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>There was no environment.</source>
        <translation>没有可移除的环境。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>The environment in {} is up to date.</source>
        <translation>{} 中的环境已是最新。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>The test tile is right on: {}.</source>
        <translation>测试图块计算正确，所用设备：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/actions.py"/>
        <source>The environment variable {} is set and goes first.</source>
        <translation>已设置环境变量 {}，它优先生效。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/checking.py"/>
        <source>The environment of {} cannot be used: {}</source>
        <translation>{} 的环境无法使用：{}</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/checking.py"/>
        <source>Install what is missing there, or let OneMetre make an environment of its own.</source>
        <translation>请在其中安装所缺的软件包，或让 OneMetre 建立自己的环境。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/graphics.py"/>
        <source>Packages for the processor, as asked for.</source>
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
        <source>Making an environment</source>
        <translation>正在建立环境</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/install.py"/>
        <source>Python {}</source>
        <translation>Python {}</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/lock.py"/>
        <source>There is no set of packages {} ({}) for this operating system.</source>
        <translation>此操作系统没有软件包组合 {}（{}）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/lock.py"/>
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
        <source>The environment is made in {}, with Python {} ({}).</source>
        <translation>将在 {} 中建立环境，使用 Python {}（{}）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/plan.py"/>
        <source>About {} MB come {}; the environment takes about {} MB, and {} MB while it is made.</source>
        <translation>约 {} MB，来自{}；环境占用约 {} MB，建立过程中占用 {} MB。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/plan.py"/>
        <source>Maps are made on the graphics card; training on Windows uses the processor.</source>
        <translation>制图使用显卡；Windows 上的训练使用处理器。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/plan.py"/>
        <source>QGIS's own Python stays as it is.</source>
        <translation>QGIS 自带的 Python 保持不变。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/plan.py"/>
        <source>There is no folder {}.</source>
        <translation>文件夹 {} 不存在。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/plan.py"/>
        <source>Correct the folder of wheels (WHEELS).</source>
        <translation>请更正 wheel 包文件夹（WHEELS）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/progress.py"/>
        <source>Getting {}</source>
        <translation>正在获取 {}</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/progress.py"/>
        <source>Installing the packages</source>
        <translation>正在安装软件包</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The proxy wants a user name and password (407).</source>
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
        <source>The Python that the environment is made with cannot open secure connections.</source>
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
        <source>If a firewall inspects the traffic, add its certificate in QGIS under Settings &gt; Options &gt; Authentication &gt; Manage certificates &gt; Authorities, then run set-up again; else check the computer's date.</source>
        <translation>如果防火墙会检查网络流量，请在 QGIS 的“设置 &gt; 选项 &gt; 认证 &gt; 管理证书 &gt; 授权”中添加其证书，然后再次运行设置；否则请检查计算机的日期。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Make room, then run set-up again; what was downloaded is kept.</source>
        <translation>请腾出空间，然后再次运行设置；已下载的内容会保留。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Set-up needs {needed} MB in {folder}, and {free} MB are free.</source>
        <translation>设置需要 {needed} MB 空间，位于 {folder}，而可用空间只有 {free} MB。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Make room there, then run set-up again.</source>
        <translation>请在那里腾出空间，然后再次运行设置。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Another program holds a file of the environment open, mostly an antivirus scanner or a second QGIS.</source>
        <translation>另一个程序正占用环境中的文件，多半是杀毒软件或另一个 QGIS。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Close the other QGIS, let the scanner leave out the folder {folder}, then run set-up again.</source>
        <translation>请关闭另一个 QGIS，让杀毒软件排除文件夹 {folder}，然后再次运行设置。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The folder {folder} cannot be written.</source>
        <translation>无法写入文件夹 {folder}。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Give your user write access to it, then run set-up again.</source>
        <translation>请授予您的用户写入权限，然后再次运行设置。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>OneMetre's environment is being set up already, here or by another QGIS.</source>
        <translation>此 QGIS 或另一个 QGIS 正在设置 OneMetre 的环境。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Wait until it is done; it can be used at once then.</source>
        <translation>请等待其完成，随后即可使用。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>A package is not the one that was pinned: its hash differs.</source>
        <translation>某个软件包与固定的版本不符：哈希值不同。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Run set-up again; if it stays, the package index or a proxy changes files, and must not be used. Nothing was installed.</source>
        <translation>请再次运行设置；若问题依旧，说明软件包索引或代理服务器更改了文件，不可使用。未安装任何内容。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The environment has both onnxruntime and onnxruntime-gpu, which overwrite each other's files.</source>
        <translation>环境中同时有 onnxruntime 和 onnxruntime-gpu，两者会相互覆盖文件。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Uninstall both there, then install one of them; or let OneMetre make an environment of its own.</source>
        <translation>请将两者都卸载，再安装其中之一；或让 OneMetre 建立自己的环境。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The package index cannot be reached.</source>
        <translation>无法连接软件包索引。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Check the connection, and the proxy in QGIS under Settings &gt; Options &gt; Network; without a network use a folder of wheels (WHEELS).</source>
        <translation>请检查网络连接以及 QGIS 的“设置 &gt; 选项 &gt; 网络”中的代理；没有网络时请使用 wheel 包文件夹（WHEELS）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The package index refuses to serve a package (HTTP {status}).</source>
        <translation>软件包索引拒绝提供软件包（HTTP {status}）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Try again later; if you use an index of your organisation, ask who runs it.</source>
        <translation>请稍后再试；若使用本单位的索引，请咨询其管理员。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The folder of wheels lacks one of {package} for this computer.</source>
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
        <source>No suitable Python was found; {wanted} (64 bit) is needed, and there is: {found}.</source>
        <translation>未找到合适的 Python；需要 {wanted}（64 位），现有：{found}。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Install one from python.org or with your package manager, then run set-up again.</source>
        <translation>请从 python.org 或用软件包管理器安装，然后再次运行设置。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>The Python {found} lacks the modules that make virtual environments.</source>
        <translation>Python {found} 缺少建立虚拟环境的模块。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>On Debian and Ubuntu: sudo apt install {package}; elsewhere install Python from python.org.</source>
        <translation>在 Debian 和 Ubuntu 上：sudo apt install {package}；在其他系统上请从 python.org 安装 Python。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>This Linux is too old for the packages: its C library is {found}, and {wanted} is needed.</source>
        <translation>此 Linux 对这些软件包来说过旧：其 C 库为 {found}，需要 {wanted}。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Use a newer Linux, or use an existing environment (PYTHON) from conda-forge.</source>
        <translation>请使用较新的 Linux，或使用来自 conda-forge 的已有环境（PYTHON）。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Set-up was cancelled.</source>
        <translation>设置已取消。</translation>
    </message>
    <message>
        <location filename="../../processing/runtime/triage.py"/>
        <source>Run it again to go on; what was downloaded is kept.</source>
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
        <source>The log has all that was said.</source>
        <translation>日志中有全部输出。</translation>
    </message>
    <message>
        <location filename="../../processing/samples.py"/>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <location filename="../../processing/samples.py"/>
        <source>Field of the class</source>
        <translation>类别字段</translation>
    </message>
    <message>
        <location filename="../../processing/samples.py"/>
        <source>Classes of its values, as in {}</source>
        <translation>字段取值对应的类别，格式如 {}</translation>
    </message>
    <message>
        <location filename="../../processing/samples.py"/>
        <source>Radius of points, metres</source>
        <translation>点的半径（米）</translation>
    </message>
    <message>
        <location filename="../../processing/samples.py"/>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../processing/samples.py"/>
        <source>Fields of the samples that can name a class: {}.</source>
        <translation>样本中可以表示类别的字段：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/samples.py"/>
        <source>{}: the samples have no field {}.</source>
        <translation>{}：样本中没有字段 {}。</translation>
    </message>
    <message>
        <location filename="../../processing/samples.py"/>
        <source>{}: the field {} has the type {}, which cannot name a class.</source>
        <translation>{}：字段 {} 的类型为 {}，不能表示类别。</translation>
    </message>
    <message>
        <location filename="../../processing/styles.py"/>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <location filename="../../processing/units.py"/>
        <source>{} km²</source>
        <translation>{} 平方千米</translation>
    </message>
    <message>
        <location filename="../../processing/values.py"/>
        <source>The expression {} for {} cannot be evaluated: {}.</source>
        <translation>无法计算表达式 {}（用于 {}）：{}。</translation>
    </message>
    <message>
        <location filename="../../processing/values.py"/>
        <source>Correct the expression, or give a value.</source>
        <translation>请更正表达式，或直接给出值。</translation>
    </message>
    <message>
        <location filename="../../processing/values.py"/>
        <source>Give a number from {:g} to {:g}.</source>
        <translation>请给出 {:g} 到 {:g} 之间的数。</translation>
    </message>
    <message>
        <location filename="../../ui/algorithm_job.py"/>
        <source>It failed without a reason; QGIS's log may say more.</source>
        <translation>运行失败，未说明原因；QGIS 的日志中可能有更多信息。</translation>
    </message>
    <message>
        <location filename="../../ui/area_shape.py"/>
        <source>Draw one on the map.</source>
        <translation>请在地图上绘制。</translation>
    </message>
    <message>
        <location filename="../../ui/area_shape.py"/>
        <source>Pick a polygon on the map.</source>
        <translation>请在地图上点选一个多边形。</translation>
    </message>
    <message>
        <location filename="../../ui/area_shape.py"/>
        <source>There is no area yet.</source>
        <translation>尚未指定区域。</translation>
    </message>
    <message>
        <location filename="../../ui/area_shape.py"/>
        <source>The area cannot be written to {}: {}</source>
        <translation>无法将区域写入 {}：{}</translation>
    </message>
    <message>
        <location filename="../../ui/area_shape.py"/>
        <source>There is no polygon layer.</source>
        <translation>没有多边形图层。</translation>
    </message>
    <message>
        <location filename="../../ui/area_shape.py"/>
        <source>Choose one under Area, or another kind of area.</source>
        <translation>请在“区域”中选择一个图层，或选择其他类型的区域。</translation>
    </message>
    <message>
        <location filename="../../ui/area_shape.py"/>
        <source>No feature of {} is selected.</source>
        <translation>{} 中没有选中的要素。</translation>
    </message>
    <message>
        <location filename="../../ui/area_shape.py"/>
        <source>Select some, or take all features.</source>
        <translation>请选中一些要素，或使用全部要素。</translation>
    </message>
    <message>
        <location filename="../../ui/area_shape.py"/>
        <source>The layer {} has no polygons.</source>
        <translation>图层 {} 中没有多边形。</translation>
    </message>
    <message>
        <location filename="../../ui/area_shape.py"/>
        <source>Choose another layer.</source>
        <translation>请选择其他图层。</translation>
    </message>
    <message>
        <location filename="../../ui/curves.py"/>
        <source>Nothing yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <location filename="../../ui/diagnostics.py"/>
        <source>The diagnostics are copied: paste them into your report.</source>
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
        <source>Diagnostics of OneMetre</source>
        <translation>OneMetre 的诊断信息</translation>
    </message>
    <message>
        <location filename="../../ui/dock.py"/>
        <source>Set up...</source>
        <translation>设置...</translation>
    </message>
    <message>
        <location filename="../../ui/dock.py"/>
        <source>No model is chosen.</source>
        <translation>未选择模型。</translation>
    </message>
    <message>
        <location filename="../../ui/dock.py"/>
        <source>Choose one under Model, or import one.</source>
        <translation>请在“模型”中选择一个，或导入模型。</translation>
    </message>
    <message>
        <location filename="../../ui/dock.py"/>
        <source>The folder {} cannot be made: {}.</source>
        <translation>无法建立文件夹 {}：{}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock.py"/>
        <source>Cancelling...</source>
        <translation>正在取消...</translation>
    </message>
    <message>
        <location filename="../../ui/dock.py"/>
        <source>Run {} of {}: </source>
        <translation>第 {} 次运行，共 {} 次： </translation>
    </message>
    <message>
        <location filename="../../ui/dock.py"/>
        <source>Cancelled. What is done is kept: run the same again to go on.</source>
        <translation>已取消。已完成的部分会保留：再次运行即可继续。</translation>
    </message>
    <message>
        <location filename="../../ui/dock.py"/>
        <source>Done for the project that was open before; the maps are in {}.</source>
        <translation>已为先前打开的工程完成；地图位于 {}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock.py"/>
        <source>The map is done.</source>
        <translation>地图已完成。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>Selected features only</source>
        <translation>仅选中的要素</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>Drag a rectangle on the map</source>
        <translation>在地图上拖出一个矩形</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>Click the corners on the map; a right click ends</source>
        <translation>在地图上点击各个顶点；单击右键结束</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>Pick on the Map</source>
        <translation>在地图上点选</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>Click a polygon on the map</source>
        <translation>在地图上点击一个多边形</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>What is on the map canvas</source>
        <translation>地图画布中的内容</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>Drawn rectangle or polygon</source>
        <translation>绘制的矩形或多边形</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>Polygon layer</source>
        <translation>多边形图层</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>One feature of the map</source>
        <translation>地图上的一个要素</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>The whole imagery</source>
        <translation>全部影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>There is no polygon; click one of a polygon layer.</source>
        <translation>那里没有多边形；请点击多边形图层中的一个多边形。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_area.py"/>
        <source>There is nothing yet: add imagery and tick it.</source>
        <translation>尚无内容：请添加影像并将其勾选。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_bands.py"/>
        <source>Natural colours by the bands as they are set; if they look wrong, the bands are.</source>
        <translation>按当前波段设置显示的真彩色；如果颜色不对，说明波段不对。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_bands.py"/>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <location filename="../../ui/dock_bands.py"/>
        <source>Guess the Bands</source>
        <translation>推测波段</translation>
    </message>
    <message>
        <location filename="../../ui/dock_bands.py"/>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <location filename="../../ui/dock_bands.py"/>
        <source>no picture</source>
        <translation>无图片</translation>
    </message>
    <message>
        <location filename="../../ui/dock_device.py"/>
        <source>Nothing can compute: {}</source>
        <translation>无法计算：{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock_device.py"/>
        <source>CPU: {}</source>
        <translation>CPU：{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock_device.py"/>
        <source>CPU: verified with a test tile.</source>
        <translation>CPU：已用测试图块验证。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_device.py"/>
        <source>{} verified with a test tile.</source>
        <translation>{} 已用测试图块验证。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_device.py"/>
        <source>Check Again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <location filename="../../ui/dock_device.py"/>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <location filename="../../ui/dock_device.py"/>
        <source>Looking what computes...</source>
        <translation>正在检查可用的计算设备...</translation>
    </message>
    <message>
        <location filename="../../ui/dock_device.py"/>
        <source>Looking what computes</source>
        <translation>正在检查可用的计算设备</translation>
    </message>
    <message>
        <location filename="../../ui/dock_entry.py"/>
        <source>OneMetre Dock</source>
        <translation>OneMetre 停靠面板</translation>
    </message>
    <message>
        <location filename="../../ui/dock_entry.py"/>
        <source>Map cities at one metre: area, imagery, model, run</source>
        <translation>以 1 米分辨率绘制城市地图：区域、影像、模型、运行</translation>
    </message>
    <message>
        <location filename="../../ui/dock_imagery.py"/>
        <source>Imagery</source>
        <translation>影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock_imagery.py"/>
        <source>Rasters of the project by year</source>
        <translation>工程中的栅格（按年份）</translation>
    </message>
    <message>
        <location filename="../../ui/dock_imagery.py"/>
        <source>Cannot be mapped</source>
        <translation>无法用于制图</translation>
    </message>
    <message>
        <location filename="../../ui/dock_imagery.py"/>
        <source>The project has no raster. Add one: a Sentinel-2 scene, an orthophoto, any GeoTIFF.</source>
        <translation>工程中没有栅格。请添加：Sentinel-2 影像、正射影像或任意 GeoTIFF。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_model.py"/>
        <source>Details...</source>
        <translation>详细信息...</translation>
    </message>
    <message>
        <location filename="../../ui/dock_model.py"/>
        <source>Everything that is known about the model</source>
        <translation>关于该模型的全部信息</translation>
    </message>
    <message>
        <location filename="../../ui/dock_model.py"/>
        <source>Import...</source>
        <translation>导入...</translation>
    </message>
    <message>
        <location filename="../../ui/dock_model.py"/>
        <source>Take an ONNX file into your models</source>
        <translation>将 ONNX 文件加入您的模型</translation>
    </message>
    <message>
        <location filename="../../ui/dock_model.py"/>
        <source>There is no model; import one.</source>
        <translation>没有模型；请导入一个。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_model.py"/>
        <source>For this imagery</source>
        <translation>适用于此影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock_model.py"/>
        <source>For other imagery</source>
        <translation>适用于其他影像</translation>
    </message>
    <message>
        <location filename="../../ui/dock_model.py"/>
        <source>Segmentation</source>
        <translation>语义分割</translation>
    </message>
    <message>
        <location filename="../../ui/dock_model.py"/>
        <source>{:g} m to {:g} m</source>
        <translation>{:g} 米到 {:g} 米</translation>
    </message>
    <message>
        <location filename="../../ui/dock_model.py"/>
        <source>{}, {}. Nobody has measured how accurate it is.</source>
        <translation>{}，{}。尚无人测量过其精度。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_model.py"/>
        <source>{}, {}. {} {:.1f} % on: {}</source>
        <translation>{}，{}。{} {:.1f} %，测量数据：{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock_model.py"/>
        <source>Model card</source>
        <translation>模型卡</translation>
    </message>
    <message>
        <location filename="../../ui/dock_outputs.py"/>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <location filename="../../ui/dock_outputs.py"/>
        <source>Output Folder</source>
        <translation>输出文件夹</translation>
    </message>
    <message>
        <location filename="../../ui/dock_outputs.py"/>
        <source>Output folder</source>
        <translation>输出文件夹</translation>
    </message>
    <message>
        <location filename="../../ui/dock_outputs.py"/>
        <source>Name of the files; it may have {model}, {year} and {aoi}.</source>
        <translation>文件名；可以包含 {model}、{year} 和 {aoi}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_outputs.py"/>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <location filename="../../ui/dock_outputs.py"/>
        <source>Class map</source>
        <translation>类别地图</translation>
    </message>
    <message>
        <location filename="../../ui/dock_result.py"/>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <location filename="../../ui/dock_result.py"/>
        <source>{}: {} of {} ({:.1f} %), on {}</source>
        <translation>{}：{}，共 {}（{:.1f} %），所用设备 {}</translation>
    </message>
    <message>
        <location filename="../../ui/dock_run.py"/>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <location filename="../../ui/dock_run.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../ui/dock_run.py"/>
        <source>Starting...</source>
        <translation>正在启动...</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>No imagery is chosen.</source>
        <translation>未选择影像。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>Add a raster to the project, and tick it under Imagery.</source>
        <translation>请将栅格添加到工程，并在“影像”中勾选。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>The name pattern cannot have {}.</source>
        <translation>名称模式中不能有 {}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>It may have {model}, {year} and {aoi}.</source>
        <translation>可以包含 {model}、{year} 和 {aoi}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>The name pattern has characters that file names cannot have: {}</source>
        <translation>名称模式中有文件名不允许的字符：{}</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>Use letters, digits, spaces, _ and - instead.</source>
        <translation>请改用字母、数字、空格、_ 和 -。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>The name pattern is empty.</source>
        <translation>名称模式为空。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>For example: {model}_{year}_{aoi}</source>
        <translation>例如：{model}_{year}_{aoi}</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>Several years would be written to the same files.</source>
        <translation>多个年份会写入相同的文件。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>Put {year} into the name pattern.</source>
        <translation>请在名称模式中加入 {year}。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>view</source>
        <translation>视图</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>drawn</source>
        <translation>绘制</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>area</source>
        <translation>区域</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>undated</source>
        <translation>无日期</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>No output folder is chosen.</source>
        <translation>未选择输出文件夹。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>Choose one under Outputs.</source>
        <translation>请在“输出”中选择一个。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>The rasters of {} have different bands, and are mapped as one.</source>
        <translation>{} 的各栅格波段不同，而它们要作为一个整体制图。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>Give them the same bands, give them different years, or untick some.</source>
        <translation>请为它们设置相同的波段或不同的年份，或取消勾选其中一些。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>There is nothing on the map canvas.</source>
        <translation>地图画布中没有内容。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_runs.py"/>
        <source>Add imagery, or choose another area.</source>
        <translation>请添加影像，或选择其他区域。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_settings.py"/>
        <source>There is no area of the kind {}.</source>
        <translation>没有类型为 {} 的区域。</translation>
    </message>
    <message>
        <location filename="../../ui/dock_settings.py"/>
        <source>The dock's settings cannot be read: {}.</source>
        <translation>无法读取停靠面板的设置：{}。</translation>
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
        <location filename="../../ui/options.py"/>
        <source>Not saved:</source>
        <translation>未保存：</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>Python of an existing environment</source>
        <translation>已有环境的 Python</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>Set &amp;up the Runtime...</source>
        <translation>设置运行环境(&amp;U)...</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>Folder of models</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>no limit</source>
        <translation>无限制</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>all cores</source>
        <translation>全部核心</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>Allow &amp;web addresses and /vsi paths to be typed as input</source>
        <translation>允许输入网址(&amp;W)和 /vsi 路径</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>Reset to &amp;Defaults</source>
        <translation>恢复默认值(&amp;D)</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>Runtime</source>
        <translation>运行环境</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>&amp;Existing environment</source>
        <translation>已有环境(&amp;E)</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>&amp;Models folder</source>
        <translation>模型文件夹(&amp;M)</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>Computing</source>
        <translation>计算</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>Memory &amp;limit</source>
        <translation>内存上限(&amp;L)</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>Processor &amp;threads</source>
        <translation>处理器线程数(&amp;T)</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>Layers of the project always work. What is typed, or comes from a script or a graphical model, has to be a file unless this is allowed: a model that somebody sent you could connect to the network.</source>
        <translation>工程中的图层始终可用。手工输入的内容，或来自脚本或图形模型的内容，必须是文件，除非在此处允许：别人发给您的模型可能会连接网络。</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>{} is not there or cannot be run: give the python program of the environment, or leave it empty.</source>
        <translation>{} 不存在或无法运行：请给出该环境的 python 程序，或留空。</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>There is no folder {}: make it, choose another one, or leave it empty.</source>
        <translation>文件夹 {} 不存在：请建立该文件夹、另选文件夹或留空。</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>named by the environment variable {}, which goes first</source>
        <translation>由环境变量 {} 指定，优先生效</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>the existing environment below</source>
        <translation>下面的已有环境</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>made by OneMetre</source>
        <translation>由 OneMetre 建立</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>QGIS's own, which has all packages</source>
        <translation>QGIS 自带的 Python，软件包齐全</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>In use: {} ({}).</source>
        <translation>正在使用：{}（{}）。</translation>
    </message>
    <message>
        <location filename="../../ui/options_page.py"/>
        <source>It belongs to another version of OneMetre: update it.</source>
        <translation>它属于 OneMetre 的另一版本：请更新。</translation>
    </message>
    <message>
        <location filename="../../ui/preview.py"/>
        <source>The preview is starting.</source>
        <translation>正在启动预览。</translation>
    </message>
    <message>
        <location filename="../../ui/preview.py"/>
        <source>The preview has ended: its layer was removed.</source>
        <translation>预览已结束：其图层已被移除。</translation>
    </message>
    <message>
        <location filename="../../ui/preview.py"/>
        <source>The preview is being made.</source>
        <translation>正在生成预览。</translation>
    </message>
    <message>
        <location filename="../../ui/preview.py"/>
        <source>The preview is being made: {} %.</source>
        <translation>正在生成预览：{} %。</translation>
    </message>
    <message>
        <location filename="../../ui/preview.py"/>
        <source>The preview shows what is on screen.</source>
        <translation>预览已覆盖当前屏幕范围。</translation>
    </message>
    <message>
        <location filename="../../ui/preview.py"/>
        <source>The imagery has no data here.</source>
        <translation>影像在此处没有数据。</translation>
    </message>
    <message>
        <location filename="../../ui/preview.py"/>
        <source>Zoom in for a preview: here are {} km², it takes up to {} km².</source>
        <translation>请放大后再预览：此处为 {} km²，预览最多支持 {} km²。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_choices.py"/>
        <source>Mapping, and images from online services</source>
        <translation>制图，以及来自在线服务的影像</translation>
    </message>
    <message>
        <location filename="../../ui/setup_choices.py"/>
        <source>Mapping, images from online services, and training</source>
        <translation>制图、来自在线服务的影像，以及训练</translation>
    </message>
    <message>
        <location filename="../../ui/setup_choices.py"/>
        <source>Processor (CPU)</source>
        <translation>处理器（CPU）</translation>
    </message>
    <message>
        <location filename="../../ui/setup_choices.py"/>
        <source>NVIDIA graphics card (CUDA)</source>
        <translation>NVIDIA 显卡（CUDA）</translation>
    </message>
    <message>
        <location filename="../../ui/setup_choices.py"/>
        <source>Choices</source>
        <translation>选择</translation>
    </message>
    <message>
        <location filename="../../ui/setup_choices.py"/>
        <source>Let OneMetre make an environment (recommended)</source>
        <translation>让 OneMetre 建立环境（推荐）</translation>
    </message>
    <message>
        <location filename="../../ui/setup_choices.py"/>
        <source>Use an existing environment</source>
        <translation>使用已有环境</translation>
    </message>
    <message>
        <location filename="../../ui/setup_choices.py"/>
        <source>Python interpreter</source>
        <translation>Python 解释器</translation>
    </message>
    <message>
        <location filename="../../ui/setup_choices.py"/>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <location filename="../../ui/setup_choices.py"/>
        <source>Folder of wheels, without a network</source>
        <translation>wheel 包文件夹（无网络时）</translation>
    </message>
    <message>
        <location filename="../../ui/setup_choices.py"/>
        <source>What for</source>
        <translation>用途</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Set up the Runtime</source>
        <translation>设置运行环境</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Looking at this computer</source>
        <translation>正在检查本机</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Setting up the runtime</source>
        <translation>正在设置运行环境</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Testing the runtime</source>
        <translation>正在测试运行环境</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Remove the Runtime</source>
        <translation>移除运行环境</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Remove the environment that OneMetre made, with all downloads that were kept?</source>
        <translation>移除 OneMetre 建立的环境以及保留的全部下载内容吗？</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Models and maps stay. An environment of yours is forgotten, not removed.</source>
        <translation>模型和地图会保留。您自己的环境只是不再使用，不会被移除。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Removing the runtime</source>
        <translation>正在移除运行环境</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Cancelling; what was downloaded is kept</source>
        <translation>正在取消；已下载的内容会保留</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Try Again</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Use It</source>
        <translation>使用</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Install Again</source>
        <translation>重新安装</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Install</source>
        <translation>安装</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Nothing is downloaded and nothing is installed.</source>
        <translation>不下载也不安装任何内容。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>The environment is tested, and used from then on if it has all that is needed.</source>
        <translation>将测试该环境；若所需软件包齐全，从此使用它。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>Looking at this computer...</source>
        <translation>正在检查本机...</translation>
    </message>
    <message>
        <location filename="../../ui/setup_dialog.py"/>
        <source>All of this is installed.</source>
        <translation>这些均已安装。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_entry.py"/>
        <source>The runtime belongs to another version of the plugin.</source>
        <translation>运行环境属于插件的另一版本。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_entry.py"/>
        <source>Update...</source>
        <translation>更新...</translation>
    </message>
    <message>
        <location filename="../../ui/setup_entry.py"/>
        <source>A Python environment is needed before the first map.</source>
        <translation>制作第一幅地图之前需要一个 Python 环境。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_entry.py"/>
        <source>Demo, Sentinel-2 at 10 m</source>
        <translation>演示数据，10 米 Sentinel-2</translation>
    </message>
    <message>
        <location filename="../../ui/setup_page.py"/>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <location filename="../../ui/setup_page.py"/>
        <source>Remove...</source>
        <translation>移除...</translation>
    </message>
    <message>
        <location filename="../../ui/setup_page.py"/>
        <source>Make a First Map</source>
        <translation>制作第一幅地图</translation>
    </message>
    <message>
        <location filename="../../ui/setup_page.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../ui/setup_page.py"/>
        <source>What will be done</source>
        <translation>将要进行的操作</translation>
    </message>
    <message>
        <location filename="../../ui/setup_page.py"/>
        <source>What is in the way</source>
        <translation>存在的障碍</translation>
    </message>
    <message>
        <location filename="../../ui/setup_page.py"/>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <location filename="../../ui/setup_task.py"/>
        <source>OneMetre has a defect that stopped this.</source>
        <translation>OneMetre 的一处缺陷使此操作中止。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_task.py"/>
        <source>The log messages panel says more under OneMetre.</source>
        <translation>“日志消息”面板的 OneMetre 页中有更多信息。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>This window may be closed meanwhile; QGIS's task manager shows how far it is.</source>
        <translation>此窗口可以先关闭；QGIS 的任务管理器会显示进度。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>The environment that was there before is unchanged.</source>
        <translation>原有的环境保持不变。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>The runtime is incomplete.</source>
        <translation>运行环境不完整。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>The runtime belongs to another version of OneMetre.</source>
        <translation>运行环境属于 OneMetre 的另一版本。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>It may still work; Update exchanges its packages.</source>
        <translation>它可能仍可使用；“更新”会更换其软件包。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>There is a runtime; it was not tested.</source>
        <translation>已有运行环境，尚未测试。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>Ready: the test tile is right on {}.</source>
        <translation>就绪：测试图块在{}上计算正确。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>the processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>the graphics card ({})</source>
        <translation>显卡（{}）</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>OneMetre has no runtime yet.</source>
        <translation>OneMetre 尚无运行环境。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>It computes in a Python environment of its own, beside QGIS and not in it. Nothing is downloaded before you press Install.</source>
        <translation>它在自己的 Python 环境中计算，与 QGIS 并列而不在其内。在您按下“安装”之前不下载任何内容。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>The environment variable {} names it and goes first: {}</source>
        <translation>由环境变量 {} 指定，优先生效：{}</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>It is an environment of yours: {}</source>
        <translation>这是您自己的环境：{}</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>OneMetre made it in {}.</source>
        <translation>由 OneMetre 建立于 {}。</translation>
    </message>
    <message>
        <location filename="../../ui/setup_words.py"/>
        <source>QGIS's own Python has what is needed: {}</source>
        <translation>QGIS 自带的 Python 中软件包齐全：{}</translation>
    </message>
    <message>
        <location filename="../../ui/swipe_divider.py"/>
        <source>Line of the swipe: {} to the left, {} to the right</source>
        <translation>卷帘分界线：左侧为 {}，右侧为 {}</translation>
    </message>
    <message>
        <location filename="../../ui/swipe_divider.py"/>
        <source>Drag, or use the arrow keys; Escape ends the swipe.</source>
        <translation>拖动或使用方向键移动；按 Esc 键结束卷帘。</translation>
    </message>
    <message>
        <location filename="../../ui/thumbnail.py"/>
        <source>Thumbnail of {}</source>
        <translation>{} 的缩略图</translation>
    </message>
    <message>
        <location filename="../../models/zoo/jointseg.s2rgb_v1.json"/>
        <source>Other (water, bare ground)</source>
        <translation>其他（水体、裸地）</translation>
    </message>
    <message>
        <location filename="../../models/zoo/jointseg.s2rgb_v1.json"/>
        <source>Green</source>
        <translation>绿地</translation>
    </message>
</context>
</TS>
