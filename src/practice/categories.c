/* categories: words only. Which word goes where is decided in generate.c. */
#include "practice/categories.h"

#include <string.h>

const struct category_words categories[CATEGORIES] = {
	{ "food", "食品", "Food",
		{ "红富士苹果", "坚果礼盒", "牛肉干", "大米", "龙井茶", "曲奇饼干", "螺蛳粉",
			"蜂蜜" },
		{ "Olive Oil", "Dark Chocolate", "Oat Cookies", "Ground Coffee" } },
	{ "home", "家居", "Home",
		{ "毛巾", "四件套", "收纳盒", "保温杯", "拖鞋", "台灯", "抱枕", "垃圾袋" },
		{ "Bath Towel", "Storage Box", "Desk Lamp", "Tea Set" } },
	{ "clothes", "服饰", "Clothes",
		{ "纯棉T恤", "羽绒服", "牛仔裤", "连衣裙", "袜子", "衬衫", "运动裤", "围巾" },
		{ "Linen Shirt", "Wool Socks", "Rain Jacket", "Denim Skirt" } },
	{ "beauty", "美妆", "Beauty",
		{ "面膜", "口红", "洗面奶", "护手霜", "防晒霜", "眼影盘", "卸妆水", "身体乳" },
		{ "Hand Cream", "Lip Balm", "Clay Mask", "Sun Screen" } },
	{ "baby", "母婴", "Baby",
		{ "纸尿裤", "婴儿湿巾", "奶瓶", "儿童绘本", "积木", "爬行垫", "宝宝辅食",
			"口水巾" },
		{ "Building Blocks", "Baby Wipes", "Picture Book", "Play Mat" } },
	{ "digital", "数码", "Digital",
		{ "充电宝", "数据线", "蓝牙耳机", "手机壳", "键盘", "鼠标", "U盘", "支架" },
		{ "USB-C Cable", "Power Bank 20000mAh", "Mechanical Keyboard", "Wi-Fi Router" } },
	{ "appliance", "家电", "Appliances",
		{ "电饭煲", "空气炸锅", "吹风机", "加湿器", "电热水壶", "扫地机器人", "挂烫机",
			"破壁机" },
		{ "Air Fryer", "Hair Dryer", "Electric Kettle", "Humidifier" } },
	{ "sports", "运动", "Sports",
		{ "瑜伽垫", "跑步鞋", "跳绳", "羽毛球拍", "露营帐篷", "骑行头盔", "护膝", "哑铃" },
		{ "Yoga Mat", "Trail Shoes", "Camping Tent", "Jump Rope" } },
	{ "pets", "宠物", "Pets",
		{ "猫粮", "狗粮", "猫砂", "逗猫棒", "宠物窝", "牵引绳", "冻干零食", "猫抓板" },
		{ "Cat Food", "Dog Leash", "Cat Tree", "Pet Bed" } },
	{ "books", "图书文具", "Books",
		{ "中性笔", "笔记本", "钢笔", "儿童百科", "字帖", "书包", "文件夹", "彩铅" },
		{ "Notebook A5", "Fountain Pen", "Sketch Book", "Gel Pens" } },
	{ "health", "健康", "Health",
		{ "维生素C", "艾草贴", "血压计", "按摩仪", "口罩", "创可贴", "足浴桶", "蛋白粉" },
		{ "Vitamin C", "Face Masks", "Massage Gun", "First Aid Kit" } },
	{ "garden", "园艺", "Garden",
		{ "多肉植物", "花盆", "营养土", "洒水壶", "月季花苗", "种子", "园艺剪", "绿萝" },
		{ "Flower Pot", "Garden Shears", "Herb Seeds", "Watering Can" } },
};

const char *const adjectives[ADJECTIVES] = { "柔软", "加厚", "家用", "便携", "新款", "轻奢",
	"大容量", "经典", "高颜值", "原产地", "无添加", "儿童", "女士", "男士", "四季", "实惠装" };
const char *const latin_adjectives[ADJECTIVES] = { "Soft", "Classic", "Portable", "Large",
	"Organic", "Light", "Premium", "Everyday", "Family", "Mini", "Durable", "Quiet", "Natural",
	"Warm", "Travel", "Value" };
const char *const brands[BRANDS] = { "洁丽家", "果园直供", "小满", "南山工坊", "Nordhem", "青禾",
	"拾光", "Lumo", "乐嘟嘟", "云上居", "Kivo", "山野集", "半亩田", "Orrin", "朴素生活",
	"海岛研究所" };
const char *const specs[SPECS] = { "5斤装", "3条装", "2件套", "500g×2", "10包", "均码", "XL码",
	"1.5米", "礼盒装", "单支", "6只装", "加大号" };
const char *const latin_specs[SPECS] = { "2-pack", "500 g", "set of 3", "size M", "1.5 m", "6 pcs",
	"gift box", "XL", "250 ml", "refill", "single", "pair" };
const char *const odd_marks[ODD_MARKS] = { "🍎", "🔥", "❤", "★", "①", "Ａ级", "é",
	"👨‍👩‍👧" };
const char *const descriptions[DESCRIPTIONS] = {
	"产地直发，坏果包赔，七天无理由退货。",
	"厂家直供，质检合格后发货，支持七天无理由退换。",
	"Ships within 48 hours; returns within seven days.",
	"日常家用，经久耐用。\n颜色随机，介意请联系客服。",
	"Made in small batches. Wash before first use.",
	"限量供应，拍下后三天内发货。偏远地区除外。",
};

int category_find(const char *id)
{
	for (int i = 0; i < CATEGORIES; i++)
		if (strcmp(categories[i].id, id) == 0)
			return i;
	return -1;
}
